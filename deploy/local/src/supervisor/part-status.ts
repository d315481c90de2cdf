import type { BackoffPolicy } from '../process/backoff.js';

/**
 * `starting` until first ready; `ready`; `unhealthy` = runs, but does not answer its readiness check;
 * `waiting` = ended by itself, restarts after a pause; `stopped` = on request.
 */
export const partStates = ['stopped', 'starting', 'ready', 'unhealthy', 'waiting'] as const;
export type PartState = (typeof partStates)[number];

export interface PartStatus {
  readonly name: string;
  readonly state: PartState;
  readonly pid: number | null;
  readonly port: number;
  /** Starts after the first one. */
  readonly restarts: number;
  /** Start of the present state, ISO 8601. */
  readonly since: string;
  /** Why the part last ended by itself, or why it is not ready. */
  readonly reason: string | null;
}

export interface SupervisionTimings {
  readonly backoff: BackoffPolicy;
  readonly readyPollMs: number;
  readonly healthCheckMs: number;
  /** Failed health checks in a row before a part counts as unhealthy. */
  readonly healthFailures: number;
}
