import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemoryBus, type MemoryBus, UnavailableError } from '@stellwerk/bus';
import { StellwerkError } from '@stellwerk/contracts';
import type { ReviewCheck, RunSummary } from '../domain/run-summary.js';
import { errors } from '../errors.js';
import { FitRegistry } from '../registry/registry.js';
import { NOW, record, smallPanel, smallSummary } from '../testing/fits.js';
import { FitExecution } from './fit-execution.js';
import { FitQueue } from './fit-queue.js';
import type { FitRunner, FitTask, FitWatch } from './fit-runner.js';
import { FitTelling } from './fit-telling.js';
import { JobRecord } from './job-record.js';

const idOf = (number: number) => `b7d9f3c4-1111-5222-8333-44445555${String(number).padStart(4, '0')}`;
const wanted = (number: number) =>
  record({ runId: idOf(number), requestedAt: new Date(Date.UTC(2026, 10, number)).toISOString() });

/** Fits that end when the test says so. */
class StagedFits implements FitRunner {
  readonly started: string[] = [];
  readonly #ends = new Map<string, (outcome: RunSummary | Error) => void>();

  run({ record: { runId } }: FitTask, { signal, progress }: FitWatch): Promise<RunSummary> {
    this.started.push(runId);
    progress({ phase: 'sampling', share: 0.25, secondsLeft: 30 });
    return new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => {
        this.#ends.delete(runId);
        reject(signal.reason);
      });
      this.#ends.set(runId, (outcome) => (outcome instanceof Error ? reject(outcome) : resolve(outcome)));
    });
  }

  async end(number: number, outcome: RunSummary | Error = { ...smallSummary(), runId: idOf(number) }) {
    await eventually(() => this.#ends.has(idOf(number)));
    this.#ends.get(idOf(number))?.(outcome);
    this.#ends.delete(idOf(number));
  }
}

describe('the queue of fits', () => {
  let stateDir: string;
  let bus: MemoryBus;
  let runner: StagedFits;
  let registry: FitRegistry;
  let telling: FitTelling;
  let queue: FitQueue;
  const opened: FitQueue[] = [];
  const failing: ReviewCheck[] = [];
  let isAway = false;
  let refused = 0;
  const publish: MemoryBus['publish'] = async (messages) => {
    if (!isAway) return bus.publish(messages);
    refused += 1;
    throw new UnavailableError('kafka');
  };

  /** What a process has, from the disk and the bus that are there. */
  async function start(): Promise<void> {
    const clock = () => new Date(NOW);
    registry = await FitRegistry.open(stateDir);
    const jobs = new JobRecord({ publish }, clock);
    telling = new FitTelling({ bus: { publish }, jobs, registry, clock, keptRuns: 10, isKept: () => false });
    const logger = { warn: () => {}, error: () => {} };
    const readSummary = async (runId: string) => ({ ...smallSummary(failing), runId });
    const execution = new FitExecution({ registry, runner, listener: telling, readSummary, clock, logger, retryMs: 5 });
    queue = new FitQueue({ registry, execution, maxWaiting: 2, logger });
    opened.push(queue);
    queue.resume();
  }
  beforeEach(async () => {
    stateDir = await mkdtemp(join(tmpdir(), 'mmm-queue-'));
    bus = createMemoryBus();
    runner = new StagedFits();
    failing.length = 0;
    isAway = false;
    refused = 0;
    await start();
  });
  afterEach(async () => {
    for (const one of opened.splice(0)) await one.close();
    await rm(stateDir, { recursive: true });
  });

  const submit = (number: number) => queue.submit(wanted(number), smallPanel);
  const stateOf = (number: number) => registry.get(idOf(number))?.state;
  const reaches = (number: number, state: string) => eventually(() => stateOf(number) === state);
  const payloads = (topic: string) => bus.messages(topic).map(({ value }) => JSON.parse(String(value)));
  const jobStates = () =>
    payloads('job.ran.v1').map(({ state, errorCode }) => [state, ...(errorCode ? [errorCode] : [])]);

  it('runs one after the other, in the order in which they were asked for', async () => {
    for (const number of [1, 2, 3]) await submit(number);
    await eventually(() => runner.started.length === 1);
    expect([queue.placeOf(idOf(1)), queue.placeOf(idOf(2)), queue.placeOf(idOf(3))]).toEqual([null, 1, 2]);
    expect(telling.progressOf(idOf(1))).toEqual({ phase: 'sampling', share: 0.25, secondsLeft: 30 });
    for (const number of [1, 2, 3]) await runner.end(number);
    await reaches(3, 'published');
    expect(runner.started).toEqual([idOf(1), idOf(2), idOf(3)]);
  });

  it('does not run the same fit twice, neither while it runs nor afterwards', async () => {
    const answers = await Promise.all([submit(1), submit(1)]);
    expect(answers.map(({ isNew }) => isNew)).toEqual([true, false]);
    await runner.end(1);
    await reaches(1, 'published');
    expect(await submit(1)).toMatchObject({ isNew: false, record: { state: 'published' } });
    expect(runner.started).toHaveLength(1);
  });

  it('publishes what passed with its parts, and tells the job', async () => {
    await submit(1);
    await runner.end(1);
    await reaches(1, 'published');
    expect(payloads('mmm.fitted.v1')).toMatchObject([
      { runId: idOf(1), tenant: 'demo', model: 'orders', channels: [{ channel: 'TV', roi: { mean: 1.5 } }] },
    ]);
    expect(
      payloads('mmm.decomposed.v1')
        .map(({ component }) => component)
        .sort(),
    ).toEqual(['(expected)', '(observed)', 'TV']);
    expect(jobStates()).toEqual([['started'], ['progress'], ['succeeded']]);
  });

  it('publishes nothing of a fit whose checks failed, and says which', async () => {
    failing.push({ check: 'rhat', subject: 'roi[TV]', status: 'fail', value: 1.42, threshold: 1.01 });
    await submit(1);
    await runner.end(1, { ...smallSummary(failing), runId: idOf(1) });
    await eventually(() => registry.get(idOf(1))?.isTold === true);
    expect(registry.get(idOf(1))).toMatchObject({
      state: 'refused',
      failedChecks: [{ check: 'rhat', subject: 'roi[TV]', value: 1.42, threshold: 1.01 }],
      error: { code: 'MMM_FIT_REFUSED', detail: expect.stringContaining('rhat (roi[TV]): 1.42 against 1.01') },
    });
    expect([...payloads('mmm.fitted.v1'), ...payloads('mmm.decomposed.v1')]).toEqual([]);
    expect(jobStates()).toEqual([['started'], ['progress'], ['failed', 'MMM_FIT_REFUSED']]);
    expect(payloads('job.ran.v1').at(-1).figures).toMatchObject({ 'failed:rhat:roi[TV]': 1.42 });
  });

  it('refuses more than may wait, by name', async () => {
    for (const number of [1, 2, 3]) await submit(number);
    await expect(submit(4)).rejects.toMatchObject({ code: 'MMM_FIT_BUSY' });
    expect(stateOf(4)).toBeUndefined();
  });

  it('ends a running fit and a waiting one, and lets the next go on', async () => {
    for (const number of [1, 2, 3]) await submit(number);
    await eventually(() => runner.started.length === 1);
    expect(await queue.cancel(idOf(2))).toMatchObject({ state: 'cancelled', isTold: true });
    expect(await queue.cancel(idOf(1))).toMatchObject({ state: 'cancelled' });
    await runner.end(3);
    await reaches(3, 'published');
    await expect(queue.cancel(idOf(3))).rejects.toMatchObject({ code: 'MMM_FIT_ENDED' });
    expect(runner.started).toEqual([idOf(1), idOf(3)]);
  });

  it('takes a cancelled or failed fit up anew when it is asked for again', async () => {
    await submit(1);
    await runner.end(1, new StellwerkError(errors.NO_ROWS));
    await reaches(1, 'failed');
    expect(registry.get(idOf(1))).toMatchObject({ error: { code: 'MMM_NO_ROWS' }, attempts: 1 });
    expect(await submit(1)).toMatchObject({ isNew: true });
    await runner.end(1);
    await reaches(1, 'published');
  });

  it('keeps a defect from the world and ends the fit with a code', async () => {
    await submit(1);
    await runner.end(1, new Error('undefined is not a function'));
    await reaches(1, 'failed');
    expect(registry.get(idOf(1))?.error?.code).toBe('MMM_FIT_BROKEN');
  });

  it('goes on after a stop, which is no attempt, and says so meanwhile', async () => {
    await submit(1);
    await submit(2);
    await eventually(() => runner.started.length === 1);
    await queue.close();
    expect(registry.list().map(({ state, attempts }) => [state, attempts])).toEqual([
      ['queued', 0],
      ['queued', 0],
    ]);
    await start();
    await runner.end(1);
    await runner.end(2);
    await reaches(2, 'published');
    expect(payloads('mmm.fitted.v1')).toHaveLength(2);
  });

  it('takes up what a killed process left, and gives up what has taken the process with it three times', async () => {
    await registry.add({ ...wanted(1), state: 'running', attempts: 1, startedAt: NOW }, smallPanel);
    await registry.add({ ...wanted(2), state: 'running', attempts: 3, startedAt: NOW }, smallPanel);
    await start();
    await runner.end(1);
    await reaches(1, 'published');
    await reaches(2, 'failed');
    expect(registry.get(idOf(1))?.attempts).toBe(2);
    expect(registry.get(idOf(2))?.error?.code).toBe('MMM_FIT_INTERRUPTED');
  });

  it('publishes after a crash what was done and not told, under the same ids', async () => {
    await submit(1);
    await runner.end(1);
    await reaches(1, 'published');
    const ids = () => bus.messages('mmm.fitted.v1').map(({ headers }) => headers.ce_id);
    // As if the process had ended after the events and before the record.
    await registry.write({ ...registry.require(idOf(1)), state: 'fitted', isTold: false });
    await start();
    await eventually(() => registry.get(idOf(1))?.state === 'published');
    expect(ids()).toHaveLength(2);
    expect(new Set(ids()).size).toBe(1);
    expect(bus.messages('mmm.fitted.v1').map(({ value }) => String(value))[1]).toBe(
      String(bus.messages('mmm.fitted.v1')[0]?.value),
    );
    expect(runner.started).toHaveLength(1);
  });

  it('waits for a bus that is away and then tells everything', async () => {
    isAway = true;
    await submit(1);
    await eventually(() => refused > 0);
    expect(stateOf(1)).toBe('running');
    isAway = false;
    await runner.end(1);
    await reaches(1, 'published');
    expect(payloads('mmm.fitted.v1')).toHaveLength(1);
  });
});

async function eventually(isTrue: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 2_000 && !isTrue(); attempt++) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(isTrue()).toBe(true);
}
