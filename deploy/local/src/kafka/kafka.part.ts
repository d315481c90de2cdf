import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StellwerkError } from '@stellwerk/contracts';
import { host } from '../config.js';
import { errors } from '../errors.js';
import type { Part } from '../part.js';
import { LOOPBACK, type PortPlan } from '../ports.js';
import { brief } from '../process/last-words.js';
import { formatOnce } from './format.js';
import { brokerFlags, javaCommand } from './java.js';
import { type KafkaProperties, renderServerProperties } from './properties.js';
import { isKafkaReady } from './ready.js';

export interface KafkaPartOptions {
  readonly folder: string;
  readonly jarFolder: string;
  readonly ports: PortPlan;
  readonly extraProperties?: KafkaProperties;
}

/** Apache Kafka, one node that is broker and controller. */
export function createKafkaPart({ folder, jarFolder, ports, extraProperties }: KafkaPartOptions): Part {
  const settings = {
    port: ports.kafka,
    controllerPort: ports.kafkaController,
    dataDir: join(folder, 'data'),
    ...(extraProperties && { extraProperties }),
  };
  const propertiesFile = join(folder, 'server.properties');
  let topicFolders = 0;
  return {
    name: 'kafka',
    port: settings.port,
    portNames: ['kafka', 'kafkaController'],
    startTimeoutMs: 60_000,
    async prepare() {
      await mkdir(folder, { recursive: true });
      await formatOnce(folder, jarFolder, settings);
      await writeFile(propertiesFile, renderServerProperties(settings));
      topicFolders = await countTopicFolders(settings.dataDir);
    },
    process: () => ({
      argv: javaCommand(jarFolder, brokerFlags, ['kafka.Kafka', propertiesFile]),
      env: host.environment,
      cwd: folder,
      stopTimeoutMs: 20_000,
    }),
    ready: () => isKafkaReady([`${LOOPBACK}:${settings.port}`], 2_000),
    explain: (lines) => explainKafka(lines, settings.dataDir),
    alarm: (line) => alarmOfKafka(line, topicFolders, settings.dataDir),
    logFilter: () => (line) => line,
  };
}

const DAMAGE =
  /meta\.properties|node ID not found|cluster\.?id|InconsistentClusterId|CorruptRecord|CorruptIndex|checkpoint.*(?:malformed|corrupt)/i;

/** The second form is what a mapped index file without space behind it looks like to Java. */
const DISK_FULL = /No space left on device|InternalError: a fault occurred in an? (?:recent )?unsafe memory access/i;

/** Recognises why the broker ended; `undefined` when its last lines name no known cause. */
export function explainKafka(lines: readonly string[], folder: string): StellwerkError | undefined {
  const part = 'kafka';
  const has = (pattern: RegExp) => lines.find((line) => pattern.test(line));
  if (has(DISK_FULL)) return new StellwerkError(errors.DISK_FULL, { part, folder });
  if (has(/Failed to acquire lock on file/i)) return new StellwerkError(errors.DATA_IN_USE, { part, folder });
  const port = /:(?<port>\d{2,5})\b/.exec(has(/Socket server failed to bind/i) ?? '')?.groups?.port;
  if (port) return new StellwerkError(errors.PORT_IN_USE, { part, port });
  const damage = lines.find((line) => /ERROR|Exception/.test(line) && DAMAGE.test(line));
  if (damage) return new StellwerkError(errors.DATA_CORRUPT, { part, folder, reason: brief(damage) });
  return undefined;
}

/**
 * A broker whose topic list is unreadable starts with an empty one and sets the logs of all topics aside as strays.
 * `topicFolders` are the logs that it must know.
 */
export function alarmOfKafka(line: string, topicFolders: number, folder: string): StellwerkError | undefined {
  if (topicFolders === 0 || !line.includes('The metadata log appears to be empty')) return undefined;
  const reason = `its topic list is unreadable although there are ${topicFolders} topic logs`;
  return new StellwerkError(errors.DATA_CORRUPT, { part: 'kafka', folder, reason });
}

/** Folders `<topic>-<partition>` of topics, the broker's own metadata log excepted. */
async function countTopicFolders(folder: string): Promise<number> {
  const entries = await readdir(folder);
  return entries.filter((entry) => /-\d+$/.test(entry) && !entry.startsWith('__cluster_metadata')).length;
}
