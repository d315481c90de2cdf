import { type Bus, parseMessage, type ReceivedMessage, type Table, toMessage } from '@stellwerk/bus';
import { deterministicId, trackingTrapped } from '@stellwerk/contracts';
import { RecentMap } from '../domain/recent-map.js';

/** Most visitors that are remembered; the oldest make room. */
const CAPACITY = 200_000;
const DAY_MS = 86_400_000;

export interface TrapHit {
  readonly tenant: string;
  readonly source: string;
  readonly trap: 'link' | 'endpoint';
  readonly visitor: string;
  readonly atMs: number;
}

/**
 * Visitors who followed a trap today. Every instance of the door reads the topic, so a mark holds wherever the visitor's next
 * request arrives, and after a restart.
 */
export class TrapMarks {
  readonly #untilMs = new RecentMap<string, number>();
  #table: Table | undefined;

  constructor(private readonly bus: Pick<Bus, 'publish' | 'table'>) {}

  /** Starts reading; marks of before show as they come. */
  async open(): Promise<void> {
    this.#table = await this.bus.table({ topic: trackingTrapped.type, apply: (message) => this.#apply(message) });
  }

  async close(): Promise<void> {
    await this.#table?.stop();
  }

  get isEmpty(): boolean {
    return this.#untilMs.size === 0;
  }

  isMarked(tenant: string, visitor: string, nowMs: number): boolean {
    return (this.#untilMs.peek(`${tenant}/${visitor}`) ?? 0) > nowMs;
  }

  /** Resolves when the mark is durable. The same visitor is marked once a day and trap. */
  async mark({ tenant, source, trap, visitor, atMs }: TrapHit): Promise<void> {
    const at = new Date(atMs).toISOString();
    const id = deterministicId('trap', tenant, source, trap, visitor, at.slice(0, 10));
    const envelope = { id, time: at, source, tenant };
    await this.bus.publish([toMessage(trackingTrapped, { tenant, source, trap, visitor, at }, envelope)]);
  }

  #apply(message: ReceivedMessage): void {
    const parsed = parseMessage(trackingTrapped, message);
    if (!parsed.ok) return;
    const { tenant, visitor, at } = parsed.payload;
    const key = `${tenant}/${visitor}`;
    // The hash changes with the day, so a mark says nothing after it.
    this.#untilMs.set(key, Math.floor(Date.parse(at) / DAY_MS) * DAY_MS + DAY_MS);
    if (this.#untilMs.size > CAPACITY) this.#untilMs.takeOldest();
  }
}
