import { Readable } from 'node:stream';
import { Body, Controller, Headers, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import type { ControlTable } from '@stellwerk/bus';
import { StellwerkError, slug } from '@stellwerk/contracts';
import {
  ApiHeader,
  ApiOperation,
  ApiTags,
  type AuthenticatedRequest,
  assertTenant,
  assertTenantKnown,
  CONTROL_TABLE,
  type Principal,
  Roles,
} from '@stellwerk/service';
import type { FastifyReply } from 'fastify';
import { errors } from '../errors.js';
import { type ChatCaller, ChatProxy } from '../proxy/chat-proxy.js';
import { type ChatRequest, chatRequest } from '../proxy/chat-request.js';
import type { ChatCompletion } from '../proxy/chat-response.js';
import { toServerSentEvent } from '../proxy/sse.js';

const DEFAULT_USE_CASE = 'default';

/**
 * The OpenAI protocol with the guard in between: an application changes its base URL and sends its Stellwerk token as API key. Any
 * member that the guard does not look at goes through unchanged.
 */
@ApiTags('proxy')
@Controller('v1/chat/completions')
export class ChatController {
  constructor(
    @Inject(ChatProxy) private readonly proxy: ChatProxy,
    @Inject(CONTROL_TABLE) private readonly control: ControlTable,
  ) {}

  @Post()
  @HttpCode(200)
  @Roles('marketer', 'analyst')
  @ApiOperation({
    summary: 'A chat completion, its request and its answer checked; with "stream": true as server-sent events',
  })
  @ApiHeader({
    name: 'x-stellwerk-tenant',
    required: false,
    description: "needed where the token's tenants are not exactly one",
  })
  @ApiHeader({
    name: 'x-stellwerk-use-case',
    required: false,
    description: 'route, policy and limits; "default" where absent',
  })
  @ApiHeader({ name: 'x-stellwerk-user', required: false, description: 'pseudonym of the person on whose behalf' })
  async chat(
    @Body({ schema: chatRequest }) request: ChatRequest,
    @Headers() headers: Readonly<Record<string, string | undefined>>,
    @Req() { principal }: AuthenticatedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ChatCompletion | Readable> {
    const who = this.#callerOf(principal, headers);
    const gone = new AbortController();
    // Of the answer, not of the connection: a client keeps that for all its requests.
    reply.raw.once('close', () => gone.abort());
    if (request.stream !== true) return this.proxy.complete(who, request, gone.signal);
    const chunks = await this.proxy.stream(who, request, gone.signal);
    reply.headers({ 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' });
    return Readable.from(toEvents(chunks), { objectMode: false });
  }

  #callerOf(principal: Principal, headers: Readonly<Record<string, string | undefined>>): ChatCaller {
    const [only, ...others] = principal.tenants;
    const tenant = headers['x-stellwerk-tenant'] ?? (others.length === 0 ? only : undefined);
    const useCase = headers['x-stellwerk-use-case'] ?? DEFAULT_USE_CASE;
    for (const [field, value] of Object.entries({ 'x-stellwerk-tenant': tenant, 'x-stellwerk-use-case': useCase })) {
      if (!slug.safeParse(value).success) throw new StellwerkError(errors.HEADER_INVALID, { header: field }, { field });
    }
    const known = tenant ?? '';
    assertTenant(principal, known);
    assertTenantKnown(this.control, known);
    return {
      tenant: known,
      useCase,
      caller: principal.name,
      user: headers['x-stellwerk-user']?.slice(0, 128),
      language: headers['accept-language'],
    };
  }
}

/** A stream that fails in its middle says so in the protocol: the status has been sent already. */
async function* toEvents(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  try {
    for await (const chunk of chunks) yield toServerSentEvent(chunk);
  } catch (error) {
    const failure = error instanceof StellwerkError ? error : new StellwerkError(errors.STREAM_BROKEN);
    yield toServerSentEvent(
      JSON.stringify({ error: { message: failure.message, type: 'stellwerk', code: failure.code } }),
    );
    return;
  }
  yield toServerSentEvent('[DONE]');
}
