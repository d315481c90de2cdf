import { readFileSync } from 'node:fs';
import { createVectorEngine, type VectorEngine } from '@stellwerk/vectors';
import type { Config } from '../config.js';

/** The engine that the settings name. */
export function openVectorEngine({
  qdrantUrl: url,
  qdrantKeyFile,
}: Pick<Config, 'qdrantUrl' | 'qdrantKeyFile'>): VectorEngine {
  const apiKey = qdrantKeyFile === undefined ? undefined : readFileSync(qdrantKeyFile, 'utf8').trim();
  return createVectorEngine({ url, ...(apiKey !== undefined && { apiKey }) });
}
