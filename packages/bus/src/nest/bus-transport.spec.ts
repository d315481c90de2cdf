import { of, throwError } from 'rxjs';
import { eventually } from '../contract/bus-under-test.js';
import { createMemoryBus, type MemoryBus } from '../memory/memory-bus.js';
import { type MessageBatch, UnavailableError } from '../port.js';
import { BusTransport, type BusTransportOptions } from './bus-transport.js';

const publish = (topic: string) => [{ topic, key: 'k', value: Buffer.from('x'), headers: {} }];

async function start(
  handlers: Readonly<Record<string, (batch: MessageBatch) => unknown>>,
  { bus = createMemoryBus(), ...options }: Partial<BusTransportOptions> & { bus?: MemoryBus } = {},
) {
  const transport = new BusTransport({ bus, group: 'sample', deadLetterTopic: 'sample.dead.v1', ...options });
  for (const [pattern, handler] of Object.entries(handlers)) {
    transport.addHandler(pattern, async (batch: MessageBatch) => handler(batch) as never, true);
  }
  await new Promise<void>((resolve, reject) => {
    transport.listen((error) => (error ? reject(error) : resolve()));
  });
  return { bus, transport };
}

describe('bus transport', () => {
  it('gives each topic to its handler, through one subscription per group', async () => {
    const seen: string[] = [];
    const record = (name: string) => (batch: MessageBatch) => void seen.push(`${name} ${batch.topic}`);
    const { bus, transport } = await start(
      { 'a.x.v1,b.x.v1': record('ab'), 'c.x.v1': record('c'), 'd.x.v1': record('d') },
      { patterns: { 'd.x.v1': { group: 'other' } } },
    );
    for (const topic of ['a.x.v1', 'b.x.v1', 'c.x.v1', 'd.x.v1']) await bus.publish(publish(topic));
    await bus.idle();
    expect(seen.sort()).toEqual(['ab a.x.v1', 'ab b.x.v1', 'c c.x.v1', 'd d.x.v1']);
    expect(transport.subscriptions.map((subscription) => subscription.status().group)).toEqual(['sample', 'other']);
    await transport.close();
    expect(transport.subscriptions).toEqual([]);
  });

  it('asks the pattern of a topic where it goes on', async () => {
    const seen: string[] = [];
    const record = (batch: MessageBatch) => void seen.push(...batch.messages.map((m) => `${m.topic} ${m.offset}`));
    const bus = createMemoryBus();
    for (const topic of ['a.x.v1', 'b.x.v1']) await bus.publish([...publish(topic), ...publish(topic)]);
    const filled = bus.messages('b.x.v1')[0]?.partition;
    const resumeAt = async (_topic: string, partition: number) => (partition === filled ? 1n : null);
    await start({ 'a.x.v1': record, 'b.x.v1': record }, { bus, patterns: { 'b.x.v1': { resumeAt } } });
    await bus.idle();
    expect(seen.sort()).toEqual(['a.x.v1 0', 'a.x.v1 1', 'b.x.v1 1']);
  });

  it.each([
    ['a value', () => ({ dead: [] })],
    ['nothing', () => undefined],
    ['an observable', () => of(undefined)],
  ])('takes %s as done', async (_title, handler) => {
    const { bus } = await start({ 'a.x.v1': handler });
    await bus.publish(publish('a.x.v1'));
    await bus.idle();
    expect(bus.messages('sample.dead.v1')).toEqual([]);
  });

  it.each([
    ['thrown', (error: Error) => Promise.reject(error)],
    ['in an observable', (error: Error) => throwError(() => error)],
  ])('keeps the class of an error that is %s', async (_title, fail) => {
    const errors = [new UnavailableError('store'), new RangeError(), new RangeError(), new RangeError()];
    const { bus } = await start({ 'a.x.v1': () => errors[0] && fail(errors.shift() as Error) });
    await bus.publish(publish('a.x.v1'));
    await bus.idle();
    expect(bus.messages('sample.dead.v1').map(({ headers }) => headers.dead_detail)).toEqual(['RangeError']);
  });

  it('waits rather than loses when Nest has replaced the error', async () => {
    const replaced = { status: 'error', message: 'Internal server error' };
    const { bus, transport } = await start({ 'a.x.v1': () => throwError(() => replaced) });
    await bus.publish(publish('a.x.v1'));
    const stalledBy = () => transport.subscriptions[0]?.status().stalledBy;
    await eventually('the stall', () => typeof stalledBy() === 'string');
    expect(stalledBy()).toContain('inheritAppConfig');
    expect(bus.messages('sample.dead.v1')).toEqual([]);
    await transport.close();
  });

  it.each([
    ['options for a pattern without a handler', { 'a.x.v1': () => {} }, { 'b.x.v1': {} }, 'b.x.v1'],
    ['a topic named twice in a group', { 'a.x.v1': () => {}, 'a.x.v1,b.x.v1': () => {} }, {}, 'a.x.v1'],
    [
      'contradicting options in a group',
      { 'a.x.v1': () => {}, 'b.x.v1': () => {} },
      { 'a.x.v1': { maxAttempts: 1 }, 'b.x.v1': { maxAttempts: 2 } },
      'maxAttempts',
    ],
  ])('refuses %s', async (_title, handlers, patterns, named) => {
    await expect(start(handlers, { patterns })).rejects.toThrow(named);
  });
});
