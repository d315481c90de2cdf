import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../errors.js';
import { statePaths } from '../paths.js';
import { LOOPBACK } from '../ports.js';
import { isAlive } from '../process/process-identity.js';
import { type StatusReport, statusReport, TOKEN_SECRET } from './control-protocol.js';
import { readStateFile, type StateFileContent } from './state-file.js';

/** Gives orders to the supervisor of a state folder. */
export interface ControlClient {
  readonly state: StateFileContent;
  status(): Promise<StatusReport>;
  stop(): Promise<void>;
  restart(part: string): Promise<void>;
}

/** The supervisor that runs the stack of this folder, or undefined when none does. */
export async function findSupervisor(stateDir: string): Promise<ControlClient | undefined> {
  const paths = statePaths(resolve(stateDir));
  const state = readStateFile(paths.supervisorFile);
  if (!state || !isAlive(state.supervisor) || state.controlPort === null) return undefined;
  const token = (await readFile(join(paths.secrets, TOKEN_SECRET), 'utf8')).trim();
  const request = (method: string, path: string) =>
    send(`http://${LOOPBACK}:${state.controlPort}${path}`, method, token);
  return {
    state,
    status: async () => statusReport.parse(await request('GET', '/status')),
    stop: async () => void (await request('POST', '/stop')),
    restart: async (part) => void (await request('POST', `/restart/${encodeURIComponent(part)}`)),
  };
}

/** @throws LOC_NOT_RUNNING without a supervisor. */
export async function requireSupervisor(stateDir: string): Promise<ControlClient> {
  const client = await findSupervisor(stateDir);
  if (!client) throw new StellwerkError(errors.NOT_RUNNING, { state: resolve(stateDir) });
  return client;
}

async function send(url: string, method: string, token: string): Promise<unknown> {
  const answer = await fetch(url, { method, headers: { authorization: `Bearer ${token}`, connection: 'close' } });
  const body: unknown = await answer.json();
  if (answer.ok) return body;
  const { code = '', title = '' } = body as { code?: string; title?: string };
  throw new StellwerkError(errors.ORDER_REFUSED, { code, reason: title });
}
