import { z } from 'zod';
import { partStates } from './part-status.js';

/** `preparing` = every part is ready and the caller's own preparation (such as demo data) runs. */
export const phases = ['starting', 'preparing', 'ready', 'stopping'] as const;
export type Phase = (typeof phases)[number];

const partReport = z.object({
  name: z.string(),
  state: z.enum(partStates),
  pid: z.int().nullable(),
  port: z.int(),
  restarts: z.int(),
  since: z.string(),
  reason: z.string().nullable(),
  /** Resident memory; null when the part does not run. */
  residentBytes: z.int().nullable(),
});

/** Answer of `GET /status`. */
export const statusReport = z.object({
  phase: z.enum(phases),
  pid: z.int(),
  startedAt: z.string(),
  portBase: z.int(),
  residentBytes: z.int().nullable(),
  parts: z.array(partReport),
});

export type PartReport = z.infer<typeof partReport>;
export type StatusReport = z.infer<typeof statusReport>;

/** Name of the secret that orders to the supervisor must carry. */
export const TOKEN_SECRET = 'supervisor-token';
