import { setTimeout as sleep } from 'node:timers/promises';
import { quantile } from '../statistics.js';
import type { ProtocolLoad } from './protocol-requests.js';

export interface PacedLoad {
  readonly url: string;
  /** The request that is due at an instant, milliseconds since 1970. */
  readonly requestAt: (dueMs: number) => ProtocolLoad;
  readonly requestsPerSecond: number;
  readonly seconds: number;
}

/** What became of the requests; times in milliseconds from when each was due. */
export interface PacedReport {
  readonly accepted: number;
  readonly refused: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** More would only wait in the sockets of this process; those that are due later wait here. */
const MAX_UNDER_WAY = 256;
const MAX_OFFERS = 60;
const PAUSE_MS = 500;

/**
 * Sends requests at even distances whether or not earlier ones are answered (open loop). Times count from the instant at which
 * a request was due, so that a slow answer does not make the requests behind it look fast.
 */
export async function sendPaced(load: PacedLoad): Promise<PacedReport> {
  const { requestsPerSecond, seconds } = load;
  const startMs = Date.now();
  const times: number[] = [];
  const underWay = new Set<Promise<void>>();
  let refused = 0;
  for (let index = 0; index < requestsPerSecond * seconds; index++) {
    const dueMs = startMs + (index * 1_000) / requestsPerSecond;
    const waitMs = dueMs - Date.now();
    if (waitMs > 0) await sleep(waitMs);
    while (underWay.size >= MAX_UNDER_WAY) await Promise.race(underWay);
    const done: Promise<void> = send(load, Math.round(dueMs))
      .then((isAccepted) => {
        if (isAccepted) times.push(Date.now() - dueMs);
        else refused += 1;
      })
      .finally(() => underWay.delete(done));
    underWay.add(done);
  }
  await Promise.all(underWay);
  return { accepted: times.length, refused, p50Ms: quantileOf(times, 0.5), p99Ms: quantileOf(times, 0.99) };
}

/** Sends one request until it is taken, as clients do that are told to come back later; anything else is a refusal. */
async function send({ url, requestAt }: PacedLoad, dueMs: number): Promise<boolean> {
  const { path, headers, body } = requestAt(dueMs);
  for (let offer = 1; ; offer++) {
    const response = await fetch(new URL(path, url), { method: 'POST', headers, body }).catch(() => null);
    await response?.arrayBuffer();
    if (response?.ok) return true;
    const comesBack = response === null || response.status === 503 || response.status === 429;
    if (!comesBack || offer === MAX_OFFERS) return false;
    await sleep(PAUSE_MS);
  }
}

const quantileOf = (times: readonly number[], q: number): number => (times.length === 0 ? 0 : quantile(times, q));
