import { UnavailableError } from '../port.js';
import { protocolType } from './membership.js';
import { causeOf } from './shared-admin.js';

/**
 * Errors by which a broker that answers refuses to write to one topic, for as long as somebody mends it. Anything else is
 * about the cluster and passes with it, such as a change of leaders.
 */
const REFUSALS: ReadonlySet<string> = new Set([
  'CLUSTER_AUTHORIZATION_FAILED',
  'INVALID_TOPIC_EXCEPTION',
  'KAFKA_STORAGE_ERROR',
  'NOT_ENOUGH_REPLICAS',
  'NOT_ENOUGH_REPLICAS_AFTER_APPEND',
  'POLICY_VIOLATION',
  'TOPIC_AUTHORIZATION_FAILED',
  'UNKNOWN_TOPIC_OR_PARTITION',
]);

/**
 * A topic that was refused counts as refused for so long, unless a message gets through: whether other topics take messages
 * says nothing about it, and somebody who only routes to what is ready would never try it again.
 */
const REFUSED_FOR_MS = 30_000;

interface Refusal {
  readonly type: string;
  readonly atMs: number;
}

/** Whether the broker takes what we write: judged by what became of real messages, and by probes once one has failed. */
export class Writability {
  readonly #refused = new Map<string, Refusal>();
  #isUnreachable = false;
  #probing: Promise<unknown> | null = null;

  constructor(
    /** Writes a record as real messages are written. @throws when it could not. */
    private readonly probe: () => Promise<void>,
    private readonly now: () => Date,
  ) {}

  /** Messages of these topics were acknowledged. */
  succeeded(topics: Iterable<string>): void {
    this.#isUnreachable = false;
    if (this.#refused.size > 0) for (const topic of topics) this.#refused.delete(topic);
  }

  /** Messages of these topics were not. */
  failed(topics: Iterable<string>, error: unknown): void {
    const type = protocolType(causeOf(error));
    if (!REFUSALS.has(type)) this.#isUnreachable = true;
    else for (const topic of topics) this.#refused.set(topic, { type, atMs: this.now().getTime() });
  }

  /** Why publishing would fail now, in words for an operator; `null` = it would not. Probes only after a failure. */
  async problem(): Promise<string | null> {
    if (!this.#isUnreachable && this.#refused.size === 0) return null;
    this.#probing ??= this.probe()
      .then(none, same)
      .finally(() => {
        this.#probing = null;
      });
    const error = await this.#probing;
    if (error !== null) return describe(error);
    this.#isUnreachable = false;
    const since = this.now().getTime() - REFUSED_FOR_MS;
    for (const [topic, { atMs }] of this.#refused) if (atMs <= since) this.#refused.delete(topic);
    const [first] = this.#refused;
    return first ? `kafka takes no message of ${first[0]}: ${first[1].type}` : null;
  }
}

function describe(error: unknown): string {
  if (error instanceof UnavailableError && error.resource !== 'kafka') return `${error.resource} is missing`;
  const type = protocolType(causeOf(error));
  return type === '' ? 'kafka unavailable' : `kafka takes no messages: ${type}`;
}

const none = () => null;
const same = (error: unknown) => error;
