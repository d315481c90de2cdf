import { setTimeout as sleep } from 'node:timers/promises';
import { type GroupPosition, type KafkaAccess, readGroupPositions, UnavailableError } from '@stellwerk/bus';
import { type ConsumerGroup, consumerGroups, StellwerkError } from '@stellwerk/contracts';
import { errors } from '../errors.js';

export interface SettleOptions {
  readonly kafka: KafkaAccess;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Told about once a second how many messages are still on their way. */
  readonly progress?: (waiting: number) => void;
}

const POLL_MS = 250;
const REPORT_EVERY = 8;
/**
 * Messages make messages: received → event → assertion → component → remapped, and merges of persons go round a few times. What
 * was acknowledged is through, with all that came of it, when so many generations are.
 */
const GENERATIONS = 12;

/**
 * Resolves when everything acknowledged so far is resolved and queryable. Every group commits after its effect, and publishes
 * before it commits. So when all positions, read first, equal all ends, read afterwards, nothing was under way between. On a
 * platform that others write to as well that never happens: there each generation is what had been published when the one
 * before was through.
 * @throws CLI_NOT_SETTLED naming the groups that lag.
 */
export function settle({ kafka, ...options }: SettleOptions): Promise<void> {
  return untilSettled(() => readGroupPositions(kafka, Object.values<ConsumerGroup>(consumerGroups)), options);
}

/** {@link settle} on positions from anywhere. */
export async function untilSettled(
  read: () => Promise<readonly GroupPosition[]>,
  { timeoutMs, signal, progress, pollMs = POLL_MS }: Omit<SettleOptions, 'kafka'> & { readonly pollMs?: number },
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  let ends: ReadonlyMap<string, bigint> | null = null;
  let generations = 0;
  for (let round = 0; ; round++) {
    signal.throwIfAborted();
    const positions = await read().catch(whileUnavailable);
    if (positions) {
      const waiting = positions.reduce((sum, position) => sum + lagOf(position), 0);
      if (waiting === 0) return;
      if (ends === null || isThrough(positions, ends)) {
        if (generations === GENERATIONS) return;
        generations += 1;
        ends = new Map(positions.map((position) => [placeOf(position), position.high]));
      }
      if (round % REPORT_EVERY === 0) progress?.(waiting);
    }
    if (performance.now() > deadline) throw notSettled(positions, timeoutMs);
    await sleep(pollMs, undefined, { signal });
  }
}

/** A broker that is away comes back; until then nothing is known. */
function whileUnavailable(error: unknown): undefined {
  if (!(error instanceof UnavailableError)) throw error;
}

function notSettled(positions: readonly GroupPosition[] | undefined, timeoutMs: number): StellwerkError {
  const lags = new Map<string, number>();
  for (const position of positions ?? []) {
    const lag = lagOf(position);
    if (lag > 0) lags.set(position.group, (lags.get(position.group) ?? 0) + lag);
  }
  const waiting = positions ? [...lags].map(([group, lag]) => `${group} ${lag}`).join(', ') : 'kafka';
  return new StellwerkError(errors.NOT_SETTLED, { seconds: Math.round(timeoutMs / 1_000), waiting });
}

const isThrough = (positions: readonly GroupPosition[], ends: ReadonlyMap<string, bigint>): boolean =>
  positions.every((position) => handled(position) >= (ends.get(placeOf(position)) ?? 0n));

const placeOf = ({ group, topic, partition }: GroupPosition): string => `${group} ${topic}/${partition}`;
const handled = ({ committed, low }: GroupPosition): bigint => committed ?? low;
const lagOf = (position: GroupPosition): number => Number(position.high - handled(position));
