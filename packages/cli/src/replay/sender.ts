import { setTimeout as sleep } from 'node:timers/promises';
import { Analytics } from '@segment/analytics-node';
import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../errors.js';
import type { SegmentCall } from './call.js';

export interface SenderOptions {
  readonly url: string;
  readonly writeKey: string;
  readonly signal: AbortSignal;
  /** Told after every acknowledged call. */
  readonly acknowledged?: (call: SegmentCall) => void;
  /** Told every few seconds why calls have to be offered again. */
  readonly troubled?: (problem: string) => void;
}

/** Calls per request; the protocol takes at most 500 KB. */
const CALLS_PER_REQUEST = 100;
/** Calls that may wait for their answer: bounds memory and lets several requests be under way. */
const MAX_UNDER_WAY = 2_000;
/** How often a call is offered anew after the client itself has given up, with a pause in between: an outage passes. */
const MAX_OFFERS = 120;
/** The same where the door does not know the source: it may not have heard of a new one yet. */
const MAX_OFFERS_UNKNOWN = 15;
const OFFER_PAUSE_MS = 1_000;
const TELL_EVERY_MS = 10_000;

/** Sends calls through the Segment client, unchanged and in order, and knows of each whether it was acknowledged. */
export class SegmentSender {
  readonly #client: Analytics;
  readonly #waiting = new Set<Promise<void>>();
  /** Wakes `send` when a call is done. */
  #freed: (() => void) | undefined;
  #failure: unknown;
  /** Ends every pause: by the caller, or once a call has failed for good. */
  readonly #stop = new AbortController();
  readonly #signal: AbortSignal;
  #toldAt = Number.NEGATIVE_INFINITY;
  sent = 0;

  constructor(private readonly options: SenderOptions) {
    const { url: host, writeKey, signal } = options;
    this.#signal = AbortSignal.any([signal, this.#stop.signal]);
    this.#client = new Analytics({ host, writeKey, flushAt: CALLS_PER_REQUEST, flushInterval: 20, maxRetries: 3 });
    // The outcome of each call comes to its callback; without a listener the client would throw a second time.
    this.#client.on('error', () => {});
  }

  /** Accepts a call; resolves at once unless too many are under way. @throws CLI_SEND_FAILED, CLI_SEND_REFUSED */
  async send(call: SegmentCall): Promise<void> {
    this.#check();
    const offered = this.#offer(call).then(
      () => {
        this.sent += 1;
        this.options.acknowledged?.(call);
      },
      (error: unknown) => {
        this.#failure ??= error;
        this.#stop.abort();
      },
    );
    const done: Promise<void> = offered.finally(() => {
      this.#waiting.delete(done);
      this.#freed?.();
    });
    this.#waiting.add(done);
    while (this.#waiting.size >= MAX_UNDER_WAY) {
      await new Promise<void>((resolve) => {
        this.#freed = resolve;
      });
    }
    this.#check();
  }

  /** Resolves when every call is acknowledged. @throws CLI_SEND_FAILED, CLI_SEND_REFUSED */
  async close(): Promise<void> {
    await Promise.all(this.#waiting);
    await this.#client.closeAndFlush();
    this.#check();
  }

  #check(): void {
    this.options.signal.throwIfAborted();
    if (this.#failure !== undefined) throw this.#failure;
  }

  async #offer(call: SegmentCall): Promise<void> {
    for (let offer = 1; ; offer++) {
      const problem = await this.#hand(call);
      if (problem === null) return;
      if (offer >= maxOffers(problem)) throw failure(problem);
      this.#tell(problem);
      await sleep(OFFER_PAUSE_MS, undefined, { signal: this.#signal });
    }
  }

  #tell(problem: string): void {
    if (performance.now() - this.#toldAt < TELL_EVERY_MS) return;
    this.#toldAt = performance.now();
    this.options.troubled?.(problem);
  }

  /** Hands a call to the client; what kept it from being acknowledged, or `null`. */
  #hand({ type, timestamp, ...call }: SegmentCall): Promise<string | null> {
    return new Promise((resolve) => {
      const params = { ...call, ...(timestamp !== undefined && { timestamp: new Date(timestamp) }) };
      const method = this.#client[type] as (params: object, callback: (error?: unknown) => void) => void;
      try {
        method.call(this.#client, params, (error) => resolve(error === undefined ? null : describe(error)));
      } catch (error) {
        // What the client does not take at all is as good as refused.
        resolve(`[400] ${describe(error)}`);
      }
    });
  }
}

/** The client writes the status into its error: `[413] Payload Too Large`. */
const statusOf = (problem: string): number => Number(/^\[(\d{3})\]/.exec(problem)?.[1] ?? 0);

function maxOffers(problem: string): number {
  const status = statusOf(problem);
  if (status === 401 || status === 404) return MAX_OFFERS_UNKNOWN;
  const isRefused = status >= 400 && status < 500 && status !== 408 && status !== 429;
  return isRefused ? 1 : MAX_OFFERS;
}

function failure(problem: string): StellwerkError {
  const status = statusOf(problem);
  return new StellwerkError(status >= 400 && status < 500 ? errors.SEND_REFUSED : errors.SEND_FAILED, { problem });
}

function describe(error: unknown): string {
  const reason = (error as { reason?: unknown }).reason ?? error;
  return reason instanceof Error ? reason.message : String(reason);
}
