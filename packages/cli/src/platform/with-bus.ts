import { type Bus, type ControlTable, createControlTable, createKafkaBus, type KafkaAccess } from '@stellwerk/bus';

/** Runs work with a connection to the broker, and closes it. */
export async function withBus<Value>(kafka: KafkaAccess, work: (bus: Bus) => Promise<Value>): Promise<Value> {
  const bus = createKafkaBus({
    ...kafka,
    clientId: 'stellwerk-cli',
    onFatal: (error) => {
      throw error;
    },
  });
  try {
    return await work(bus);
  } finally {
    await bus.close();
  }
}

/** Runs work with the control documents as they stand now. */
export async function withControl<Value>(
  kafka: KafkaAccess,
  work: (control: ControlTable, bus: Bus) => Promise<Value>,
): Promise<Value> {
  return withBus(kafka, async (bus) => {
    const control = await createControlTable(bus);
    try {
      await control.ready;
      return await work(control, bus);
    } finally {
      await control.stop();
    }
  });
}
