import { type OutgoingMessage, type PublishReceipt, UnavailableError } from '../port.js';

export interface SendLimits {
  readonly maxMessagesPerSend: number;
  /** Kept under the broker's `max.message.bytes`, for all messages of a send may go to one partition as one batch. */
  readonly maxBytesPerSend: number;
  /** Bytes accepted but not yet acknowledged; beyond it publishing fails at once, which is the back-pressure. */
  readonly maxBytesInFlight: number;
}

/** What one caller published. It is done when its last message is acknowledged, and failed as a whole. */
interface Call {
  readonly messages: readonly OutgoingMessage[];
  readonly bytes: number;
  taken: number;
  acknowledged: number;
  /** Earliest offset per `topic/partition` over the sends so far. */
  readonly receipt: Map<string, bigint>;
  readonly resolve: (receipt: PublishReceipt) => void;
  readonly reject: (error: unknown) => void;
}

/** Messages of one or more calls that go to the broker together. */
export interface Send {
  readonly messages: readonly OutgoingMessage[];
  readonly parts: readonly { readonly call: Call; readonly count: number }[];
}

/** Accepts what callers publish, in order, and hands it out in bounded sends. */
export class SendQueue {
  #calls: Call[] = [];
  #bytesInFlight = 0;

  constructor(private readonly limits: SendLimits) {}

  /** Bytes accepted and not yet settled. */
  get bytesInFlight(): number {
    return this.#bytesInFlight;
  }

  get isEmpty(): boolean {
    return this.#calls.every(({ taken, messages }) => taken === messages.length);
  }

  /** Settles with the acknowledgement of the last message. @throws UnavailableError when too much is in flight already. */
  add(messages: readonly OutgoingMessage[]): Promise<PublishReceipt> {
    const bytes = messages.reduce((sum, message) => sum + sizeOf(message), 0);
    // A call larger than the limit is let through alone, or it could never be.
    if (this.#bytesInFlight > 0 && this.#bytesInFlight + bytes > this.limits.maxBytesInFlight) {
      return Promise.reject(new UnavailableError('kafka: too much is waiting to be acknowledged'));
    }
    this.#bytesInFlight += bytes;
    return new Promise((resolve, reject) => {
      this.#calls.push({ messages, bytes, taken: 0, acknowledged: 0, receipt: new Map(), resolve, reject });
    });
  }

  /** The next send, `null` when nothing waits. A message above the byte limit goes alone. */
  take(): Send | null {
    const messages: OutgoingMessage[] = [];
    const parts: { call: Call; count: number }[] = [];
    let bytes = 0;
    for (const call of this.#calls) {
      let count = 0;
      for (let message = call.messages[call.taken]; message; message = call.messages[call.taken]) {
        const size = sizeOf(message);
        const isFull = messages.length >= this.limits.maxMessagesPerSend || bytes + size > this.limits.maxBytesPerSend;
        if (messages.length > 0 && isFull) break;
        messages.push(message);
        bytes += size;
        call.taken += 1;
        count += 1;
      }
      if (count > 0) parts.push({ call, count });
      if (call.taken < call.messages.length) break;
    }
    return messages.length > 0 ? { messages, parts } : null;
  }

  /** `receipt` = base offset of the send per `topic/partition`. */
  acknowledge({ parts }: Send, receipt: PublishReceipt): void {
    for (const { call, count } of parts) {
      call.acknowledged += count;
      for (const [place, offset] of receipt) if (!call.receipt.has(place)) call.receipt.set(place, offset);
      if (call.acknowledged === call.messages.length) this.#settle(call, () => call.resolve(call.receipt));
    }
  }

  /** Fails the calls of one send as a whole: what they have not sent yet is not sent any more. */
  fail({ parts }: Send, error: unknown): void {
    for (const { call } of parts) this.#settle(call, () => call.reject(error));
  }

  /** Fails everything: nobody should wait behind an outage. */
  failAll(error: unknown): void {
    for (const call of [...this.#calls]) this.#settle(call, () => call.reject(error));
  }

  #settle(call: Call, settle: () => void): void {
    const index = this.#calls.indexOf(call);
    if (index < 0) return;
    this.#calls.splice(index, 1);
    this.#bytesInFlight -= call.bytes;
    settle();
  }
}

const FRAMING_BYTES = 32;
const HEADER_FRAMING_BYTES = 4;

/** About what a message takes in a record batch, in bytes; texts are counted as ASCII. */
export function sizeOf({ key, value, headers }: OutgoingMessage): number {
  let bytes = FRAMING_BYTES + key.length + (value?.length ?? 0);
  for (const name in headers) bytes += HEADER_FRAMING_BYTES + name.length + (headers[name]?.length ?? 0);
  return bytes;
}
