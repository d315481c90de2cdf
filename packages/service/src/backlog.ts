import type { Bus, Overdue, Subscription } from '@stellwerk/bus';
import { type ConsumingService, groupsReading } from '@stellwerk/contracts';

/** What a group has before it, by what this process knows. */
export interface ConsumerFigures {
  readonly group: string;
  /** Messages not handled yet on the partitions of this process. */
  readonly lag: number;
  /** Age of the oldest of them in seconds; `null` = none is known to wait. */
  readonly oldestSeconds: number | null;
}

const CHECK_INTERVAL_MS = 30_000;

/**
 * Watches how far consumers are behind: those of this process, and groups elsewhere that must take what this process is
 * about to promise. What waits for more than half of its topic's retention is about to be lost, and somebody must know.
 */
export class Backlog {
  readonly #subscriptions: (() => readonly Subscription[])[] = [];
  readonly #groups: { readonly group: string; readonly topics: readonly string[] }[] = [];
  #overdue: Overdue | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly bus: Pick<Bus, 'overdue'>,
    private readonly now: () => Date,
  ) {}

  /** Watches consumers of this process; asked for at every check, because they begin later. */
  watch(subscriptions: () => readonly Subscription[]): void {
    this.#subscriptions.push(subscriptions);
  }

  /** Watches that a service, in whatever process, takes these topics: each in the group that reads it. */
  watchGroup(service: ConsumingService, topics: readonly string[]): void {
    this.#groups.push(...groupsReading(service, topics));
  }

  /** What is about to be lost, in words for an operator; `null` = nothing. As of the last check, so it costs nothing. */
  get overdue(): string | null {
    if (this.#overdue === null) return null;
    const { group, topic, partition, messages, retentionMs } = this.#overdue;
    const hours = (ms: number) => `${Math.round((ms / 3_600_000) * 10) / 10} h`;
    return `${group}: ${messages} messages of ${topic}/${partition} have waited for more than ${hours(retentionMs / 2)}; the broker deletes them after ${hours(retentionMs)}`;
  }

  /** What consumers of this process wait for, `null` when all go on. */
  get stalled(): string | null {
    for (const subscription of this.#own()) {
      const { stalledBy } = subscription.status();
      if (stalledBy !== null) return `waits for ${stalledBy}`;
    }
    return null;
  }

  figures(): ConsumerFigures[] {
    const nowMs = this.now().getTime();
    return this.#own().map((subscription) => {
      const { group, assigned } = subscription.status();
      const times = assigned.map(({ oldestAtMs }) => oldestAtMs).filter((time) => time !== null);
      return {
        group,
        lag: assigned.reduce((sum, { lag }) => sum + Number(lag ?? 0n), 0),
        oldestSeconds: times.length === 0 ? null : Math.max(0, Math.round((nowMs - Math.min(...times)) / 1_000)),
      };
    });
  }

  /** Checks now and every 30 seconds. */
  start(): void {
    void this.check();
    this.#timer = setInterval(() => void this.check(), CHECK_INTERVAL_MS);
    this.#timer.unref();
  }

  /** Looks at every group. While the broker does not answer, what was known holds: that it is away is told elsewhere. */
  async check(): Promise<void> {
    const questions = [
      ...this.#own().map((subscription) => subscription.overdue()),
      ...this.#groups.map(({ group, topics }) => this.bus.overdue(group, topics)),
    ];
    const answers = await Promise.allSettled(questions);
    const overdue = answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : null)).find(Boolean);
    const isKnown = answers.every(({ status }) => status === 'fulfilled');
    if (overdue || isKnown) this.#overdue = overdue ?? null;
  }

  onModuleDestroy(): void {
    if (this.#timer) clearInterval(this.#timer);
  }

  #own(): Subscription[] {
    return this.#subscriptions.flatMap((subscriptions) => subscriptions());
  }
}
