import { StellwerkError } from '@stellwerk/contracts';
import type { z } from 'zod';
import { errors } from '../errors.js';

/** @throws EMB_REQUEST_INVALID naming the first wrong field; never quotes its content. */
export function parseBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.join('.') || 'body';
  throw new StellwerkError(errors.REQUEST_INVALID, { problem: `${field}: ${issue?.message ?? 'invalid'}` }, { field });
}
