import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../errors.js';
import { decodeJson, decodeProtobuf } from './request.js';
import { exportResponse, rpcStatus } from './schema.js';
import type { SpanWriter } from './span-writer.js';
import { toSpanRows } from './spans.js';

export interface ReceiverOptions {
  readonly host: string;
  /** 0 = any free port. */
  readonly port: number;
  readonly writer: SpanWriter;
  /** Bound of a body before and after decompression. Default 8 MiB. */
  readonly maxBytes?: number;
}

export interface Receiver {
  readonly port: number;
  stop(): Promise<void>;
}

type Encoding = 'json' | 'protobuf';
const CONTENT_TYPES: Readonly<Record<Encoding, string>> = {
  json: 'application/json',
  protobuf: 'application/x-protobuf',
};
const RETRY_AFTER_SECONDS = '1';
/** google.rpc.Code of the statuses that we answer with. */
const RPC_CODES: Readonly<Record<number, number>> = { 400: 3, 413: 3, 503: 14 };
const unzip = promisify(gunzip);

/**
 * OTLP/HTTP receiver for traces: `POST /v1/traces`, protobuf or JSON, plain or gzip. 200 means stored; spans without
 * usable ids are named in `partialSuccess`. Meant for loopback: it knows no tokens.
 */
export async function startReceiver(options: ReceiverOptions): Promise<Receiver> {
  const server = createServer({ requestTimeout: 30_000 }, (request, response) => {
    void answer(request, response, options);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port, options.host, resolve);
  });
  return { port: (server.address() as AddressInfo).port, stop: () => stop(server, options.writer) };
}

async function stop(server: Server, writer: SpanWriter): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  await writer.idle();
  server.closeAllConnections();
  await closed;
}

async function answer(request: IncomingMessage, response: ServerResponse, options: ReceiverOptions): Promise<void> {
  if (request.method !== 'POST' || request.url?.split('?')[0] !== '/v1/traces') {
    response.writeHead(404).end();
    return;
  }
  const encoding: Encoding = request.headers['content-type']?.startsWith(CONTENT_TYPES.json) ? 'json' : 'protobuf';
  try {
    const body = await readBody(request, options.maxBytes ?? 8 * 1_048_576);
    const { rows, rejected } = toSpanRows(encoding === 'json' ? decodeJson(body) : decodeProtobuf(body));
    await options.writer.write(rows);
    const partial = rejected > 0 && { rejectedSpans: rejected, errorMessage: 'spans without usable ids or times' };
    send(response, 200, encoding, exportResponse, partial ? { partialSuccess: partial } : {});
  } catch (thrown) {
    const error = thrown instanceof StellwerkError ? thrown : new StellwerkError(errors.TRACES_UNAVAILABLE);
    const { status, retry } = error.entry;
    if (retry === 'after') response.setHeader('Retry-After', RETRY_AFTER_SECONDS);
    // The rest of a refused body is not read.
    if (!request.complete) response.setHeader('Connection', 'close');
    const body = { code: RPC_CODES[status] ?? 13, message: `${error.code}: ${error.message}` };
    send(response, status, encoding, rpcStatus, body);
  }
}

function send(
  response: ServerResponse,
  status: number,
  encoding: Encoding,
  type: typeof rpcStatus,
  body: Record<string, unknown>,
): void {
  const bytes = encoding === 'json' ? JSON.stringify(body) : type.encode(type.fromObject(body)).finish();
  response.writeHead(status, { 'Content-Type': CONTENT_TYPES[encoding] }).end(bytes);
}

async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const tooLarge = () => new StellwerkError(errors.TRACES_TOO_LARGE, { limit: maxBytes });
  const chunks: Buffer[] = [];
  let bytes = 0;
  // A refused request still gets its answer, so leaving the loop must not destroy the connection.
  const incoming = request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  for await (const chunk of incoming) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks);
  const compression = request.headers['content-encoding'] ?? 'identity';
  if (compression === 'identity') return body;
  if (compression !== 'gzip') throw new StellwerkError(errors.TRACES_INVALID, { problem: 'unknown Content-Encoding' });
  try {
    return await unzip(body, { maxOutputLength: maxBytes });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
    throw new StellwerkError(errors.TRACES_INVALID, { problem: 'the body is no gzip' });
  }
}
