import { createServer, type IncomingMessage, type OutgoingHttpHeaders, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** How a request is treated instead of being passed on. */
export type Trouble =
  /** Passed on, but its sender hears 503: it cannot know, and sends again. */
  | 'lost-answer'
  /** Not passed on; 503. */
  | 'unavailable'
  /** Not passed on; 429. */
  | 'limited';

/** A door on loopback through which a client reaches the platform, and which makes trouble when told to. */
export interface Relay {
  readonly url: string;
  /** What becomes of the next events that pass, in order. */
  makeTrouble(...troubles: Trouble[]): void;
  /** Waits until all of it has happened. @throws when it does not within half a minute */
  troubled(): Promise<void>;
  close(): Promise<void>;
}

/** Routes that ask instead of telling. */
const QUESTIONS = /^\/(flags|decide)\b/;
const STATUS: Readonly<Record<Trouble, number>> = { 'lost-answer': 503, unavailable: 503, limited: 429 };

export async function startRelay(target: string): Promise<Relay> {
  const pending: Trouble[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const body = await bodyOf(incoming);
    const { method = 'GET', url = '/', headers } = incoming;
    const trouble = method === 'POST' && !QUESTIONS.test(url) ? pending.shift() : undefined;
    const answer =
      trouble === undefined || trouble === 'lost-answer' ? await passOn(target, incoming, body) : undefined;
    if (trouble === undefined && answer) outgoing.writeHead(answer.status, answer.headers).end(answer.body);
    else outgoing.writeHead(STATUS[trouble as Trouble], refusal(headers.origin)).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    makeTrouble: (...troubles) => void pending.push(...troubles),
    troubled: async () => {
      for (let attempt = 0; attempt < 150 && pending.length > 0; attempt++) await sleep(200);
      if (pending.length > 0) throw new Error(`nobody met the trouble "${pending.join('", "')}"`);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** As the door refuses: it says when to come again, and pages of other origins may read that. */
function refusal(origin: string | undefined): OutgoingHttpHeaders {
  return {
    'content-type': 'application/problem+json',
    'retry-after': '1',
    ...(origin !== undefined && {
      'access-control-allow-origin': origin,
      'access-control-allow-credentials': 'true',
      'access-control-expose-headers': 'Retry-After',
    }),
  };
}

interface Answer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
}

function passOn(target: string, { method, url, headers }: IncomingMessage, body: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = send(new URL(url ?? '/', target), { method, headers }, async (response) => {
      resolve({ status: response.statusCode ?? 502, headers: response.headers, body: await bodyOf(response) });
    });
    request.once('error', reject).end(body);
  });
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
