import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Body, Controller, Get, Headers, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import type { ControlTable } from '@stellwerk/bus';
import { StellwerkError } from '@stellwerk/contracts';
import {
  ApiHeader,
  ApiOperation,
  ApiTags,
  type AuthenticatedRequest,
  CLOCK,
  type Clock,
  CONTROL_TABLE,
  Roles,
  toStellwerkError,
} from '@stellwerk/service';
import type { FastifyReply } from 'fastify';
import type { Inquiry } from '../asking/inquiry.js';
import { Knowledge } from '../asking/knowledge.js';
import { sentencesOf } from '../asking/settings.js';
import { type ChatCompletion, toChunks, toCompletion } from '../chat/chat-answers.js';
import { type ChatRequest, chatRequest, questionOf } from '../chat/chat-request.js';
import { errors } from '../errors.js';
import { goneSignal } from './gone-signal.js';
import { READERS } from './knowledge-roles.js';
import { readerOf } from './reader.js';
import { MAX_QUESTION_UNITS } from './requests.js';
import { begun, streamOf } from './sse.js';
import { TENANT_HEADER, tenantOf } from './tenant-header.js';

/** The one model that this door offers. */
const MODEL = 'stellwerk-knowledge';

/**
 * The knowledge base in the protocol of OpenAI: an application changes its base URL and sends its Stellwerk token as API key.
 * The last message of the user is the question; what was said before is not part of it.
 */
@ApiTags('knowledge')
@Controller('v1')
export class ChatController {
  constructor(
    @Inject(Knowledge) private readonly knowledge: Knowledge,
    @Inject(CONTROL_TABLE) private readonly control: ControlTable,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('models')
  @Roles(...READERS)
  @ApiOperation({ summary: 'The model of this door, as OpenAI clients list them' })
  models(): object {
    return { object: 'list', data: [{ id: MODEL, object: 'model', created: 0, owned_by: 'stellwerk' }] };
  }

  @Post('chat/completions')
  @HttpCode(200)
  @Roles(...READERS)
  @ApiOperation({ summary: 'An answer with citations as a chat completion; with "stream": true as server-sent events' })
  @ApiHeader({
    name: TENANT_HEADER,
    required: false,
    description: "needed where the token's tenants are not exactly one",
  })
  async chat(
    @Body({ schema: chatRequest }) request: ChatRequest,
    @Headers(TENANT_HEADER) tenant: string | undefined,
    @Req() { principal }: AuthenticatedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ChatCompletion | Readable> {
    const question = questionOf(request);
    if (question === undefined || question.length > MAX_QUESTION_UNITS)
      throw new StellwerkError(errors.NO_QUESTION, { limit: MAX_QUESTION_UNITS }, { field: 'messages' });
    const reader = readerOf(principal, tenantOf(principal, tenant), this.control);
    const inquiry: Inquiry = {
      question,
      reader,
      filters: {},
      maxSentences: sentencesOf(this.control, reader.tenant),
      caller: principal.name,
      door: 'chat',
    };
    const head = { model: request.model, createdSeconds: Math.floor(this.clock().getTime() / 1_000) };
    const gone = goneSignal(reply);
    if (request.stream !== true) return toCompletion(await this.knowledge.answer(inquiry, gone), head);
    const events = await begun(this.knowledge.stream(inquiry, gone));
    const options = {
      id: `chatcmpl-${randomUUID()}`,
      includeUsage: request.stream_options?.include_usage === true,
    };
    return streamOf(reply, toEvents(toChunks(events, head, options)), failure);
  }
}

async function* toEvents(chunks: AsyncGenerator<string, void, void>): AsyncGenerator<string, void, void> {
  for await (const chunk of chunks) yield `data: ${chunk}\n\n`;
  yield 'data: [DONE]\n\n';
}

/** A failure in the middle, as OpenAI clients throw it. */
function failure(error: unknown): string {
  const { message, code } = toStellwerkError(error);
  return `data: ${JSON.stringify({ error: { message, type: 'stellwerk', code } })}\n\n`;
}
