import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { StellwerkError } from '@stellwerk/contracts';
import { host } from '../config.js';
import { errors } from '../errors.js';
import { javaCommand, toolFlags } from './java.js';
import { type KafkaSettings, renderServerProperties } from './properties.js';

const run = promisify(execFile);

/**
 * Formats the data folder of a new broker. The work happens in a folder beside it that is renamed at the end, so an
 * interrupted format leaves nothing that looks finished. A folder that exists is never formatted again.
 */
export async function formatOnce(folder: string, jarFolder: string, settings: KafkaSettings): Promise<void> {
  if (existsSync(settings.dataDir)) return;
  const draft = `${settings.dataDir}.new`;
  const draftProperties = join(folder, 'format.properties');
  await rm(draft, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeFile(draftProperties, renderServerProperties({ ...settings, dataDir: draft }));
  const clusterId = randomBytes(16).toString('base64url');
  const tool = ['kafka.tools.StorageTool', 'format', '-t', clusterId, '-c', draftProperties];
  const [java, ...args] = javaCommand(jarFolder, toolFlags, tool);
  try {
    await run(java, args, { env: host.environment });
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string };
    const reason = (stderr || message).trim().split('\n').at(-1) ?? 'unknown';
    throw new StellwerkError(errors.PART_FAILED, { part: 'kafka', reason, log: draftProperties }, { cause: error });
  }
  await rm(draftProperties);
  await rename(draft, settings.dataDir);
}
