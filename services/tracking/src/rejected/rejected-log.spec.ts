import { createMemoryBus, toMessage } from '@stellwerk/bus';
import { trackingRejected } from '@stellwerk/contracts';
import { RejectedLog } from './rejected-log.js';

const example = trackingRejected.examples[0]?.payload as (typeof trackingRejected.examples)[number]['payload'];

const idOf = (index: number) => `5f0c2f3b-6a1d-5e8f-9a7b-${String(index).padStart(12, '0')}`;
const refused = (tenant: string, index: number) => {
  const envelope = { id: idOf(index), time: example.at, source: 'web', tenant };
  return toMessage(trackingRejected, { ...example, tenant, rejectedId: idOf(index) }, envelope);
};

describe('the log of what was refused', () => {
  it('shows what is of a tenant, however much of others was refused since', async () => {
    const bus = createMemoryBus();
    const log = new RejectedLog(bus);
    await bus.publish([refused('demo', 1)]);
    const [[partition = 0] = []] = [...(await bus.offsets(trackingRejected.type))].filter(([, { high }]) => high > 0n);
    const others = Array.from({ length: 30_000 }, (_, index) => refused('other', index + 2));
    await bus.publish(others);
    const { high = 0n } = (await bus.offsets(trackingRejected.type)).get(partition) ?? {};
    expect(high).toBeGreaterThan(5_001n);
    expect((await log.list('demo', 50)).map(({ rejectedId }) => rejectedId)).toEqual([idOf(1)]);
    expect(await log.list('other', 50)).toHaveLength(50);
    await bus.close();
  });
});
