import { type Bus, createMemoryBus, type MemoryBus, type OutgoingMessage, UnavailableError } from '@stellwerk/bus';
import { jobRan, type PayloadOf, StellwerkError } from '@stellwerk/contracts';
import { errors } from '../errors.js';
import { asJob } from './job-run.js';

describe('a job', () => {
  let bus: MemoryBus;
  let seconds: number;
  beforeEach(() => {
    seconds = 0;
    bus = createMemoryBus({ now: () => new Date() });
  });
  afterEach(() => bus.close());

  const now = () => new Date(Date.UTC(2026, 10, 24, 10, 0, seconds++));
  const options = (given: Pick<Bus, 'publish'> = bus) => ({ bus: given, tenant: 'demo', job: 'replay', now });
  const states = (): PayloadOf<typeof jobRan>[] =>
    bus.messages(jobRan.type).map(({ value }) => jobRan.schema.parse(JSON.parse(String(value))));

  it('is on record from its start to its figures, under one id', async () => {
    const result = await asJob(options(), async ({ progress }) => {
      await progress(0.25, { sent: 10 });
      await progress(7, { sent: 40 });
      return { figures: { sent: 40, kept: 39 } };
    });
    expect(result.figures).toEqual({ sent: 40, kept: 39 });
    expect(states().map(({ state, progress, figures }) => [state, progress, figures])).toEqual([
      ['started', 0, {}],
      ['progress', 0.25, { sent: 10 }],
      ['progress', 1, { sent: 40 }],
      ['succeeded', 1, { sent: 40, kept: 39 }],
    ]);
    expect(new Set(states().map(({ runId, startedAt }) => `${runId} ${startedAt}`)).size).toBe(1);
    expect(states().map(({ at }) => at)).toEqual(
      states()
        .map(({ at }) => at)
        .sort(),
    );
  });

  it('that fails says how far it came and why, and fails as it did', async () => {
    const failure = new StellwerkError(errors.NOTHING_TO_SEND, { file: 'f' });
    const run = asJob(options(), async ({ progress }) => {
      await progress(0.5, { sent: 20 });
      throw failure;
    });
    await expect(run).rejects.toBe(failure);
    expect(states().at(-1)).toMatchObject({
      state: 'failed',
      progress: 0.5,
      errorCode: 'CLI_NOTHING_TO_SEND',
      figures: { sent: 20 },
    });
  });

  it('that fails by a defect has no code of the catalogue', async () => {
    const run = asJob(options(), async () => {
      throw new TypeError('x is not a function');
    });
    await expect(run).rejects.toThrow('x is not a function');
    expect(states().at(-1)).not.toHaveProperty('errorCode');
  });

  it('goes on while the broker is away, and has its last word once it is back', async () => {
    let failures = 0;
    const publish = async (messages: readonly OutgoingMessage[]) => {
      if (failures > 0) {
        failures -= 1;
        throw new UnavailableError('kafka');
      }
      return bus.publish(messages);
    };
    await asJob(options({ publish }), async ({ progress }) => {
      failures = 1;
      await progress(0.5, {});
      failures = 1;
      return { figures: { kept: 3 } };
    });
    expect(states().map(({ state }) => state)).toEqual(['started', 'succeeded']);
  });
});
