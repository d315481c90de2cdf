import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { LoadProtocol } from './protocol-requests.js';

/** What a generator process is told: as fast as answers come, or at a pace. */
export type LoadOptions = ClosedLoop | Paced;

interface Load {
  readonly url: string;
  readonly writeKey: string;
  /** Part of every message id; two loads of one measurement need two names. */
  readonly run: string;
  readonly seed: number;
  /** Calls per request; 1 = the routes for single calls. */
  readonly batchSize: number;
  /** Wire protocol. Default Segment. */
  readonly protocol?: LoadProtocol;
  /** Sends everything to this path instead of the protocol's own. */
  readonly path?: string;
}

interface ClosedLoop extends Load {
  readonly connections: number;
  /** Ends the load after so many requests, or … */
  readonly requests?: number;
  /** … after so many seconds. */
  readonly seconds?: number;
}

interface Paced extends Load {
  readonly requestsPerSecond: number;
  readonly seconds: number;
}

/** What it saw. Times in milliseconds. */
export interface LoadReport {
  readonly accepted: number;
  /** Events in accepted requests. */
  readonly events: number;
  /** First request, milliseconds since 1970. */
  readonly startedAtMs: number;
  readonly seconds: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/**
 * Sends load from a process of its own.
 * @throws when a request was not answered with 2xx: figures of a run with failures mean nothing.
 */
export async function sendLoad(options: LoadOptions): Promise<LoadReport> {
  const generator = join(import.meta.dirname, 'generator.js');
  const child = spawn(process.execPath, [generator, JSON.stringify(options)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  if (code !== 0) throw new Error(`the load generator ended with exit code ${code}`);
  return JSON.parse(output);
}
