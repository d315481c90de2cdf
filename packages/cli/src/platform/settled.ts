import { setTimeout as sleep } from 'node:timers/promises';
import { type GroupPosition, type KafkaAccess, readGroupPositions, UnavailableError } from '@stellwerk/bus';
import { allTopics, internalTopics, StellwerkError } from '@stellwerk/contracts';
import { errors } from '../errors.js';

/** Consumer groups between the door and ClickHouse, with what they read. */
const groups = [
  { group: 'tracking', topics: ['tracking.received.v1'] },
  { group: 'identity', topics: ['tracking.event.v1'] },
  { group: 'identity-directory', topics: ['identity.assertion.v1', 'identity.remapped.v1'] },
  { group: 'identity-component', topics: ['identity.component.v1'] },
  { group: 'warehouse', topics: warehouseTopics() },
] as const;

function warehouseTopics(): string[] {
  const internal = new Set(internalTopics.map(({ name }) => name));
  return allTopics()
    .map(({ name }) => name)
    .filter((name) => !internal.has(name));
}

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
 * Resolves when everything acknowledged so far is resolved and queryable. Every group commits after its effect, and publishes
 * before it commits: so when all positions, read first, equal all ends, read afterwards, nothing was under way between.
 * @throws CLI_NOT_SETTLED naming the groups that lag.
 */
export async function settle({ kafka, timeoutMs, signal, progress }: SettleOptions): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  for (let round = 0; ; round++) {
    signal.throwIfAborted();
    const lags = await lagOf(kafka).catch(whileUnavailable);
    const waiting = lags?.reduce((sum, { lag }) => sum + lag, 0);
    if (waiting === 0) return;
    if (performance.now() > deadline) {
      const names = lags?.filter(({ lag }) => lag > 0).map(({ group, lag }) => `${group} ${lag}`) ?? ['kafka'];
      throw new StellwerkError(errors.NOT_SETTLED, {
        seconds: Math.round(timeoutMs / 1_000),
        waiting: names.join(', '),
      });
    }
    if (round % REPORT_EVERY === 0 && waiting !== undefined) progress?.(waiting);
    await sleep(POLL_MS, undefined, { signal });
  }
}

/** A broker that is away comes back; until then nothing is known. */
function whileUnavailable(error: unknown): undefined {
  if (!(error instanceof UnavailableError)) throw error;
}

async function lagOf(kafka: KafkaAccess): Promise<{ group: string; lag: number }[]> {
  const positions = await readGroupPositions(kafka, groups);
  return groups.map(({ group }) => ({
    group,
    lag: positions.filter((position) => position.group === group).reduce((sum, position) => sum + lagAt(position), 0),
  }));
}

function lagAt({ committed, low, high }: GroupPosition): number {
  return Number(high - (committed ?? low));
}
