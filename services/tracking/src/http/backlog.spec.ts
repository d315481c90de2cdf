import { createMemoryBus, UnavailableError } from '@stellwerk/bus';
import { eventually } from '@stellwerk/bus/contract';
import { BACKLOG, type Backlog } from '@stellwerk/service';
import { NOW, startTracking, type TrackingUnderTest } from '../testing/tracking-service.js';

const DAY_MS = 86_400_000;
const EVENT = 'tracking.event.v1';
const pageOf = (messageId: string) => ({ type: 'page', anonymousId: 'anon-000001', messageId });

/** ClickHouse is away: the warehouse has taken the first event and waits with the second. */
describe('the door, while a consumer is behind', () => {
  let now: Date;
  let tracking: TrackingUnderTest;
  let isDown: boolean;
  const bus = () => tracking.bus;
  const until = (condition: () => boolean) => eventually('the warehouse', condition);
  const ready = async () => (await tracking.app.inject({ method: 'GET', url: '/health/ready' })).json();

  beforeEach(async () => {
    now = NOW;
    isDown = false;
    tracking = await startTracking(createMemoryBus({ now: () => now }));
    let taken = 0;
    const warehouse = await bus()
      .connect()
      .subscribe({
        group: 'warehouse',
        topics: [EVENT],
        deadLetterTopic: 'warehouse.dead.v1',
        handle: async (batch) => {
          if (isDown) throw new UnavailableError('clickhouse');
          taken += batch.messages.length;
          return undefined;
        },
      });
    await tracking.post('/v1/page', pageOf('1'));
    await until(() => taken === 1);
    isDown = true;
    await tracking.post('/v1/page', pageOf('2'));
    await until(() => warehouse.status().stalledBy === 'clickhouse');
  });
  afterEach(async () => {
    isDown = false;
    await bus().idle();
    await tracking.close();
  });

  const pass = async (days: number) => {
    now = new Date(now.getTime() + days * DAY_MS);
    await tracking.app.get<Backlog>(BACKLOG).check();
  };

  it('keeps accepting: the broker has the events', async () => {
    await pass(3);
    expect((await tracking.post('/v1/page', pageOf('3'))).statusCode).toBe(200);
    expect(await ready()).toMatchObject({ status: 'ok', checks: { consumers: null } });
  });

  it('refuses once what it promised is about to be lost, says who is behind, and recovers by itself', async () => {
    await pass(5);
    const refused = await tracking.post('/v1/page', pageOf('3'));
    expect([refused.statusCode, refused.headers['retry-after'], refused.json().code]).toEqual([
      503,
      '2',
      'TRK_BACKLOG_TOO_OLD',
    ]);
    expect(await ready()).toMatchObject({
      status: 'unavailable',
      checks: { consumers: expect.stringMatching(/^warehouse: 1 messages of tracking\.event\.v1\/\d have waited/) },
    });
    isDown = false;
    await bus().idle();
    await pass(0);
    expect((await tracking.post('/v1/page', pageOf('3'))).statusCode).toBe(200);
    expect((await ready()).status).toBe('ok');
  });

  it('tells lag and age of its own consumer', async () => {
    expect(await ready()).toMatchObject({
      figures: { consumers: [{ group: 'tracking', lag: 0, oldestSeconds: null }] },
    });
  });
});
