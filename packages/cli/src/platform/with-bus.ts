import { type Bus, type ControlTable, createControlTable, createKafkaBus } from '@stellwerk/bus';

/** Runs work with a connection to the broker, and closes it. */
export async function withBus<Value>(brokers: readonly string[], work: (bus: Bus) => Promise<Value>): Promise<Value> {
  const bus = createKafkaBus({
    brokers,
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
  brokers: readonly string[],
  work: (control: ControlTable, bus: Bus) => Promise<Value>,
): Promise<Value> {
  return withBus(brokers, async (bus) => {
    const control = await createControlTable(bus);
    try {
      await control.ready;
      return await work(control, bus);
    } finally {
      await control.stop();
    }
  });
}
