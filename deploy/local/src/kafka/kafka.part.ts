import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StellwerkError } from '@stellwerk/contracts';
import { host } from '../config.js';
import { errors } from '../errors.js';
import type { Part } from '../part.js';
import { LOOPBACK, type PortPlan } from '../ports.js';
import { formatOnce } from './format.js';
import { brokerFlags, javaCommand } from './java.js';
import { renderServerProperties } from './properties.js';
import { isKafkaReady } from './ready.js';

export interface KafkaPartOptions {
  readonly folder: string;
  readonly jarFolder: string;
  readonly ports: PortPlan;
}

/** Apache Kafka, one node that is broker and controller. */
export function createKafkaPart({ folder, jarFolder, ports }: KafkaPartOptions): Part {
  const settings = { port: ports.kafka, controllerPort: ports.kafkaController, dataDir: join(folder, 'data') };
  const propertiesFile = join(folder, 'server.properties');
  return {
    name: 'kafka',
    port: settings.port,
    portNames: ['kafka', 'kafkaController'],
    startTimeoutMs: 60_000,
    async prepare() {
      await mkdir(folder, { recursive: true });
      await formatOnce(folder, jarFolder, settings);
      await writeFile(propertiesFile, renderServerProperties(settings));
    },
    process: () => ({
      argv: javaCommand(jarFolder, brokerFlags, ['kafka.Kafka', propertiesFile]),
      env: host.environment,
      cwd: folder,
      stopTimeoutMs: 20_000,
    }),
    ready: () => isKafkaReady([`${LOOPBACK}:${settings.port}`], 2_000),
    explain: (lines) => explainKafka(lines, settings.dataDir),
    logFilter: () => (line) => line,
  };
}

/** Recognises why the broker ended; `undefined` when its last lines name no known cause. */
export function explainKafka(lines: readonly string[], folder: string): StellwerkError | undefined {
  const part = 'kafka';
  const text = lines.join('\n');
  if (/No space left on device/i.test(text)) return new StellwerkError(errors.DISK_FULL, { part, folder });
  if (/Failed to acquire lock on file/i.test(text)) return new StellwerkError(errors.DATA_IN_USE, { part, folder });
  const taken = /BindException|Address already in use/i.test(text) && /:(\d{2,5})\b/.exec(text);
  if (taken) return new StellwerkError(errors.PORT_IN_USE, { part, port: Number(taken[1]) });
  const damage = lines.find((line) =>
    /meta\.properties|InconsistentClusterId|CorruptRecord|checkpoint.*(malformed|corrupt)|Found directory .* in wrong/i.test(
      line,
    ),
  );
  if (damage) return new StellwerkError(errors.DATA_CORRUPT, { part, folder, reason: damage.trim() });
  return undefined;
}
