import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../errors.js';
import { type Patience, patiently } from './patiently.js';

const away = new StellwerkError(errors.UNAVAILABLE, { resource: 'tracking' });

describe('patience with a service', () => {
  const problems: string[] = [];
  const patience = (more: Partial<Patience> = {}): Patience => ({
    patienceMs: 60_000,
    signal: new AbortController().signal,
    waiting: (problem) => problems.push(problem),
    ...more,
  });
  beforeEach(() => {
    problems.length = 0;
  });

  it('asks again until it is back, and says why nothing goes on', async () => {
    const attempts: boolean[] = [];
    const answer = await patiently(async (isFirst) => {
      if (attempts.push(isFirst) === 1) throw away;
      return 'answer';
    }, patience());
    expect([answer, attempts, problems]).toEqual(['answer', [true, false], ['tracking does not answer']]);
  });

  it('ends with its time', async () => {
    await expect(patiently(() => Promise.reject(away), patience({ patienceMs: 0 }))).rejects.toBe(away);
  });

  it('has none with a refusal', async () => {
    const refused = new StellwerkError(errors.OPTION_INVALID, { option: '--tenant', problem: 'name the tenant' });
    await expect(patiently(() => Promise.reject(refused), patience())).rejects.toBe(refused);
    expect(problems).toEqual([]);
  });

  it('ends when nobody waits any longer', async () => {
    const stop = new AbortController();
    const asked = patiently(() => Promise.reject(away), patience({ signal: stop.signal, waiting: () => stop.abort() }));
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
  });
});
