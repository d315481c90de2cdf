import { readFileSync } from 'node:fs';
import { StellwerkError } from '@stellwerk/contracts';
import { z } from 'zod';
import { modelErrors } from '../errors.js';

/** API keys by base URL. */
export type ModelKeys = ReadonlyMap<string, string>;

const keysFile = z.record(z.string(), z.string().min(1).max(4_096));

/**
 * Reads API keys from a file that only the service reads; without a file no endpoint needs one.
 * @throws MDL_KEYS_FILE_INVALID, without a word of what the file holds
 */
export function readModelKeys(file: string | undefined): ModelKeys {
  if (file === undefined) return new Map();
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const isSyntax = error instanceof SyntaxError;
    throw new StellwerkError(modelErrors.KEYS_FILE_INVALID, {
      problem: isSyntax ? 'it is no JSON' : 'it cannot be read',
    });
  }
  const keys = keysFile.safeParse(content);
  if (!keys.success) {
    throw new StellwerkError(modelErrors.KEYS_FILE_INVALID, { problem: 'it is no object of texts' });
  }
  return new Map(Object.entries(keys.data));
}
