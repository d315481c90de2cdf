import { Inject, Injectable } from '@nestjs/common';
import { UnavailableError } from '@stellwerk/bus';
import { StellwerkError } from '@stellwerk/contracts';
import { toStellwerkError } from '@stellwerk/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Door } from '../door.js';
import type { Answer, Protocol, ProtocolRequest } from '../protocols/protocol.js';
import { KeptError } from '../rejected/kept-error.js';
import { Oversize } from '../rejected/oversize.js';
import { OversizeBody } from './oversize-body.js';

/** A request with its body as bytes, whatever its content type says. */
export type RawRequest = FastifyRequest<{ Body: Buffer | OversizeBody | undefined }>;

/** What the controllers of all protocols do: hand a request to the door, and answer as the protocol does. */
@Injectable()
export class Collector {
  constructor(
    @Inject(Door) private readonly door: Door,
    @Inject(Oversize) private readonly oversize: Oversize,
  ) {}

  /** Answers who only looks, as programs do with `HEAD`: nothing has happened that is to be counted. */
  show(answer: Answer, reply: FastifyReply): Promise<void> {
    return send(reply, answer);
  }

  /** Hands what a request tells to the door, and answers as the protocol does. */
  async collect(protocol: Protocol, request: RawRequest, reply: FastifyReply): Promise<void> {
    const head = headOf(request);
    try {
      const body = request.body ?? Buffer.alloc(0);
      if (body instanceof OversizeBody) {
        // There may be more of it to come, which nobody reads.
        if (body.sha256 === undefined) void reply.header('connection', 'close');
        return await this.oversize.refuse(protocol, head, body, request.ip);
      }
      const { accepted, protocol: spoken } = await this.door.accept(protocol, { ...head, body, ip: request.ip });
      void reply.header('x-request-id', accepted.requestId);
      if (accepted.setCookie !== undefined) void reply.header('set-cookie', accepted.setCookie);
      await send(reply, spoken.accepted(accepted, head));
    } catch (error) {
      const answer = isRefusal(error)
        ? protocol.refused?.(toStellwerkError(error), head, error instanceof KeptError)
        : undefined;
      if (!answer) throw error;
      await send(reply, answer);
    }
  }
}

/** What the caller is told; anything else is a defect. */
function isRefusal(error: unknown): boolean {
  return error instanceof StellwerkError || error instanceof UnavailableError;
}

/** The head of a request as adapters see it. */
export function headOf(request: RawRequest): ProtocolRequest {
  const at = request.url.indexOf('?');
  const rawQuery = at < 0 ? '' : request.url.slice(at + 1);
  return {
    method: request.method,
    path: at < 0 ? request.url : request.url.slice(0, at),
    query: new URLSearchParams(rawQuery),
    rawQuery,
    // Fastify joins repeated headers, except Set-Cookie, which no client sends.
    headers: request.headers as Readonly<Record<string, string | undefined>>,
  };
}

async function send(reply: FastifyReply, { status, contentType, body, headers = {} }: Answer): Promise<void> {
  void reply.code(status);
  for (const [name, value] of Object.entries(headers)) void reply.header(name, value);
  if (contentType !== undefined) void reply.type(contentType);
  await reply.send(body ?? '');
}
