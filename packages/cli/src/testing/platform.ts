import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { type ClickHouseClient, createClickHouse } from '@stellwerk/clickhouse';
import { findFreePortBase, type PartName, planPorts, type StatusReport } from '@stellwerk/local';

const run = promisify(execFile);
const entry = join(import.meta.dirname, '../../bin/stellwerk.js');
const MAX_OUTPUT_BYTES = 64 * 1_048_576;

/** A whole platform in a temporary folder, operated as people do: through the command line. */
export interface Platform {
  readonly stateDir: string;
  readonly trackingUrl: string;
  /** Base URL of one of its services. */
  urlOf(service: 'rag' | 'guardrails'): string;
  /** Reads its ClickHouse as one of the roles for people; whoever opens a client closes it. */
  clickHouse(role?: 'operator' | 'analyst'): ClickHouseClient;
  /** Runs a command to its end. @throws with its output when it fails */
  stellwerk(...args: string[]): Promise<string>;
  /** The same in the name of another token than the administrator's. */
  stellwerkAs(token: string, ...args: string[]): Promise<string>;
  /** Starts a command and tells each line that it reports; resolves with its output when it ends well. */
  start(args: readonly string[], report?: (line: string) => void): Promise<string>;
  /** What runs, as `stellwerk status --json` prints it. */
  status(): Promise<StatusReport>;
  /** Kills a part as `kill -9` does; the supervisor starts it again. */
  kill(part: string): Promise<void>;
  /** The same in two steps, for a kill in the middle of something short: what it resolves to kills at once. */
  aim(part: string): Promise<() => void>;
  down(): Promise<void>;
  up(): Promise<void>;
  /** Stops it and removes everything. */
  remove(): Promise<void>;
}

export interface PlatformOptions {
  /** A folder that an earlier run has left; one of its own where absent. */
  readonly stateDir?: string;
  /** All parts where absent. What is left out costs neither its start nor its share of the machine. */
  readonly only?: readonly PartName[];
}

/** What takes in events and makes them queryable. */
export const lineParts = [
  'kafka',
  'clickhouse',
  'warehouse',
  'tracking',
  'identity',
] as const satisfies readonly PartName[];

/** Starts the embedded stack without the demo. */
export async function startPlatform({
  stateDir = mkdtempSync(join(tmpdir(), 'stellwerk-platform-')),
  only,
}: PlatformOptions = {}): Promise<Platform> {
  const portBase = await findFreePortBase(Math.random);
  const options = { env: { ...process.env, STELLWERK_STATE_DIR: stateDir }, maxBuffer: MAX_OUTPUT_BYTES };
  const stellwerk = async (...args: string[]) => (await run(process.execPath, [entry, ...args], options)).stdout;
  const stellwerkAs = async (token: string, ...args: string[]) => {
    const env = { ...options.env, STELLWERK_TOKEN: token };
    return (await run(process.execPath, [entry, ...args], { ...options, env })).stdout;
  };
  const parts = only ? ['--only', only.join(',')] : [];
  const up = async () => void (await stellwerk('up', '--detach', '--empty', '--port-base', String(portBase), ...parts));
  const status = async (): Promise<StatusReport> => JSON.parse(await stellwerk('status', '--json'));
  const aim = async (part: string) => {
    const pid = (await status()).parts.find(({ name }) => name === part)?.pid;
    if (!pid) throw new Error(`${part} does not run`);
    return () => void process.kill(pid, 'SIGKILL');
  };
  await up();
  return {
    stateDir,
    trackingUrl: `http://127.0.0.1:${portBase + 1}`,
    urlOf: (service) => `http://127.0.0.1:${planPorts(portBase)[service]}`,
    clickHouse: (role = 'operator') => {
      const password = readFileSync(join(stateDir, 'secrets', `clickhouse-password-${role}`), 'utf8').trim();
      return createClickHouse({ url: `http://127.0.0.1:${planPorts(portBase).clickhouseHttp}`, user: role, password });
    },
    stellwerk,
    stellwerkAs,
    up,
    start: (args, report) =>
      new Promise((resolve, reject) => {
        const child = spawn(process.execPath, [entry, ...args], { env: options.env });
        let output = '';
        let errors = '';
        child.stdout.on('data', (data) => {
          output += data;
        });
        createInterface({ input: child.stderr }).on('line', (line) => {
          errors += `${line}\n`;
          report?.(line);
        });
        child.once('exit', (code) => (code === 0 ? resolve(output) : reject(new Error(`${output}\n${errors}`))));
      }),
    status,
    kill: async (part) => (await aim(part))(),
    aim,
    down: async () => void (await stellwerk('down')),
    remove: async () => {
      await stellwerk('down').catch(() => {});
      rmSync(stateDir, { recursive: true, force: true });
    },
  };
}

/** Write key of a tenant's source, as its owner would read it. */
export async function writeKeyOf(platform: Platform, tenant: string): Promise<string> {
  const output = await platform.stellwerk('tenant', 'create', tenant, '--store-by-default');
  return output.trim().split(' ').at(-1) ?? '';
}

/** Bearer token of the administrator. */
export const adminToken = ({ stateDir }: Platform): string => readFileSync(join(stateDir, 'token'), 'utf8').trim();
