import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StellwerkError } from '@stellwerk/contracts';
import { host, packageRoot } from '../config.js';
import { errors } from '../errors.js';
import type { Part } from '../part.js';
import { LOOPBACK, type PortPlan } from '../ports.js';
import { brief } from '../process/last-words.js';
import { type ClickHouseUser, renderServerConfig, renderUsers } from './config.js';
import { createRowContentFilter } from './log-filter.js';
import { isClickHouseReady } from './ready.js';

export interface ClickHousePartOptions {
  readonly folder: string;
  readonly ports: PortPlan;
  /** The stack's own login, which may do everything. */
  readonly owner: ClickHouseUser;
  readonly users: readonly ClickHouseUser[];
  readonly maxServerMemoryBytes: number;
}

/** The ClickHouse server, HTTP and native protocol on loopback. */
export function createClickHousePart(options: ClickHousePartOptions): Part {
  const { folder, ports, owner } = options;
  const dataDir = join(folder, 'data');
  const usersFile = join(folder, 'users.xml');
  const endpoint = { url: `http://${LOOPBACK}:${ports.clickhouseHttp}`, user: owner.name, password: owner.password };
  return {
    name: 'clickhouse',
    port: ports.clickhouseHttp,
    portNames: ['clickhouseHttp', 'clickhouseTcp'],
    startTimeoutMs: 60_000,
    async prepare() {
      await mkdir(dataDir, { recursive: true, mode: 0o700 });
      const settings = {
        dataDir,
        usersFile,
        httpPort: ports.clickhouseHttp,
        tcpPort: ports.clickhouseTcp,
        maxServerMemoryBytes: options.maxServerMemoryBytes,
      };
      await writeFile(usersFile, renderUsers([owner, ...options.users]), { mode: 0o600 });
      await writeFile(join(folder, 'config.xml'), renderServerConfig(settings));
    },
    process: () => ({
      argv: [process.execPath, join(packageRoot, 'dist', 'clickhouse', 'launcher.js'), folder],
      env: host.environment,
      cwd: folder,
      stopTimeoutMs: 20_000,
    }),
    ready: () => isClickHouseReady(endpoint, 2_000),
    explain: (lines) => explainClickHouse(lines, dataDir),
    alarm: () => undefined,
    logFilter: createRowContentFilter,
  };
}

const LISTEN_FAILURE = /(?:Address already in use|Listen \[).*?:(?<port>\d{2,5})\b/;
const DAMAGE =
  /Cannot parse definition from metadata file|broken parts to remove|CORRUPTED_DATA|CHECKSUM_DOESNT_MATCH|NO_FILE_IN_DATA_PART|BAD_DATA_PART_NAME/;

/** Recognises why the server ended; `undefined` when its last lines name no known cause. */
export function explainClickHouse(lines: readonly string[], folder: string): StellwerkError | undefined {
  const part = 'clickhouse';
  const has = (pattern: RegExp) => lines.find((line) => pattern.test(line));
  if (has(/No space left on device|NOT_ENOUGH_SPACE/)) return new StellwerkError(errors.DISK_FULL, { part, folder });
  if (has(/Cannot lock file|Another server instance/)) return new StellwerkError(errors.DATA_IN_USE, { part, folder });
  const port = LISTEN_FAILURE.exec(has(/Address already in use/) ?? '')?.groups?.port;
  if (port) return new StellwerkError(errors.PORT_IN_USE, { part, port });
  const damage = has(DAMAGE);
  if (damage) return new StellwerkError(errors.DATA_CORRUPT, { part, folder, reason: brief(damage) });
  return undefined;
}
