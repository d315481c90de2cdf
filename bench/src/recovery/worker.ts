import { parentPort } from 'node:worker_threads';
import type { PresetName } from './presets.js';
import { recover } from './recover.js';

export interface RecoveryTask {
  readonly seed: number;
  readonly preset: PresetName;
  readonly index: number;
}

parentPort?.on('message', async ({ seed, preset, index }: RecoveryTask) => {
  parentPort?.postMessage(await recover(seed, preset, index));
});
