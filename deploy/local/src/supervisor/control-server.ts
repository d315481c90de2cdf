import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../errors.js';
import { LOOPBACK } from '../ports.js';
import type { StatusReport } from './control-protocol.js';

export interface ControlHandlers {
  readonly status: () => Promise<StatusReport>;
  /** Begins the stop and returns at once. */
  readonly stop: () => void;
  readonly restart: (part: string) => Promise<void>;
}

export interface ControlServerOptions {
  readonly port: number;
  readonly token: string;
  readonly handlers: ControlHandlers;
}

/** The supervisor's own interface: `GET /status`, `POST /stop`, `POST /restart/<part>`; loopback, bearer token. */
export async function startControlServer({ port, token, handlers }: ControlServerOptions): Promise<Server> {
  const server = createServer((request, response) => {
    answer(request, token, handlers).then(
      ([status, body]) => send(response, status, body),
      (error: unknown) => send(response, ...problem(error)),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, resolve);
  });
  return server;
}

type Answer = readonly [status: number, body: unknown];

async function answer(request: IncomingMessage, token: string, handlers: ControlHandlers): Promise<Answer> {
  request.resume();
  if (!isAuthorised(request.headers.authorization, token)) throw new StellwerkError(errors.UNAUTHORISED);
  const [, command, argument, ...rest] = (request.url ?? '').split('/');
  if (rest.length === 0 && argument === undefined) {
    if (request.method === 'GET' && command === 'status') return [200, await handlers.status()];
    if (request.method === 'POST' && command === 'stop') {
      handlers.stop();
      return [202, { stopping: true }];
    }
  }
  if (rest.length === 0 && argument && request.method === 'POST' && command === 'restart') {
    await handlers.restart(decodeURIComponent(argument));
    return [200, await handlers.status()];
  }
  throw new StellwerkError(errors.UNKNOWN_ORDER, { method: request.method ?? '', path: request.url ?? '' });
}

/** Compares digests, so that neither length nor content shows in the time taken. */
function isAuthorised(header: string | undefined, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(header ?? ''), digest(`Bearer ${token}`));
}

/** RFC 9457 problem details. */
function problem(error: unknown): Answer {
  const known =
    error instanceof StellwerkError
      ? error
      : new StellwerkError(errors.ORDER_FAILED, { reason: error instanceof Error ? error.message : String(error) });
  const { status, retry } = known.entry;
  return [status, { type: 'about:blank', title: known.message, status, code: known.code, fix: known.fix, retry }];
}

function send(response: ServerResponse, status: number, body: unknown): void {
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  response.writeHead(status, { 'content-type': type, connection: 'close' }).end(JSON.stringify(body));
}
