import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StellwerkError } from '@stellwerk/contracts';
import { host, packageRoot } from '../config.js';
import { errors } from '../errors.js';
import type { Part } from '../part.js';
import { LOOPBACK, type PortPlan } from '../ports.js';
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
    logFilter: createRowContentFilter,
  };
}

/** Recognises why the server ended; `undefined` when its last lines name no known cause. */
export function explainClickHouse(lines: readonly string[], folder: string): StellwerkError | undefined {
  const part = 'clickhouse';
  const text = lines.join('\n');
  if (/No space left on device|NOT_ENOUGH_SPACE/i.test(text))
    return new StellwerkError(errors.DISK_FULL, { part, folder });
  if (/Cannot lock file|Another server instance/i.test(text))
    return new StellwerkError(errors.DATA_IN_USE, { part, folder });
  const taken = /(?:Address already in use|Listen).*?:(\d{2,5})\b/i.exec(text);
  if (taken && /Address already in use/i.test(text)) {
    return new StellwerkError(errors.PORT_IN_USE, { part, port: Number(taken[1]) });
  }
  const reason = lines.find((line) => line.startsWith('engine ended: '))?.slice('engine ended: '.length);
  if (reason) return new StellwerkError(errors.DATA_CORRUPT, { part, folder, reason });
  return undefined;
}
