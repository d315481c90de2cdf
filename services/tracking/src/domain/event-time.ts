/** Below this difference between sending and receipt the network was slow; above it the client's clock is wrong. */
const LATENCY_TOLERANCE_MS = 30_000;
const EARLIEST_MS = Date.UTC(2000, 0, 1);
const DAY_MS = 86_400_000;

export interface ClientTimes {
  /** When it happened, by the client's clock; absent = when it was received. */
  readonly timestamp: string | undefined;
  /** When it was sent, by the client's clock. */
  readonly sentAt: string | undefined;
}

/**
 * Event time in milliseconds: the client's time, corrected by the error of its clock (receipt − sentAt) where that exceeds
 * what latency explains. A time slightly ahead becomes the time of receipt. `null` = implausible: before 2000 or more than
 * a day ahead.
 */
export function eventTimeMs(times: ClientTimes, receivedAtMs: number): number | null {
  const happenedMs = times.timestamp === undefined ? receivedAtMs : Date.parse(times.timestamp);
  if (Number.isNaN(happenedMs)) return null;
  const sentMs = times.sentAt === undefined ? Number.NaN : Date.parse(times.sentAt);
  const errorMs = Number.isNaN(sentMs) || times.timestamp === undefined ? 0 : receivedAtMs - sentMs;
  const correctedMs = Math.abs(errorMs) > LATENCY_TOLERANCE_MS ? happenedMs + errorMs : happenedMs;
  if (correctedMs < EARLIEST_MS || correctedMs > receivedAtMs + DAY_MS) return null;
  return Math.min(correctedMs, receivedAtMs);
}
