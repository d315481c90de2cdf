import type { Readable } from 'node:stream';
import { Body, Controller, Headers, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import type { ControlTable } from '@stellwerk/bus';
import { ApiHeader, ApiOperation, ApiTags, type AuthenticatedRequest, CONTROL_TABLE, Roles } from '@stellwerk/service';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import type { GivenAnswer } from '../asking/given-answer.js';
import type { Inquiry } from '../asking/inquiry.js';
import { Knowledge } from '../asking/knowledge.js';
import { sentencesOf } from '../asking/settings.js';
import { toFilters } from './filters.js';
import { goneSignal } from './gone-signal.js';
import { READERS } from './knowledge-roles.js';
import { readerOf } from './reader.js';
import { answerRequest } from './requests.js';
import { begun, serverSentEvent, streamOf } from './sse.js';

/** Answers from the documents that a token may read, each sentence with the slices that prove it. */
@ApiTags('knowledge')
@Controller('v1/answer')
export class AnswersController {
  constructor(
    @Inject(Knowledge) private readonly knowledge: Knowledge,
    @Inject(CONTROL_TABLE) private readonly control: ControlTable,
  ) {}

  @Post()
  @HttpCode(200)
  @Roles(...READERS)
  @ApiOperation({
    summary:
      'An answer with citations, or that the sources have none; with "stream": true or Accept: text/event-stream as events "sentence" and "answer"',
  })
  @ApiHeader({ name: 'accept', required: false, description: 'text/event-stream asks for a stream' })
  async answer(
    @Body({ schema: answerRequest }) asked: z.infer<typeof answerRequest>,
    @Headers('accept') accept: string | undefined,
    @Req() { principal }: AuthenticatedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<GivenAnswer | Readable> {
    const { tenant, filters, language, tone, stream, maxSentences, ...request } = asked;
    const inquiry: Inquiry = {
      ...request,
      filters: toFilters(filters),
      maxSentences: sentencesOf(this.control, tenant, maxSentences),
      reader: readerOf(principal, tenant, this.control),
      caller: principal.name,
      door: 'answer',
      ...(language !== undefined && { language }),
      ...(tone !== undefined && { tone }),
    };
    const gone = goneSignal(reply);
    if (!stream && accept?.includes('text/event-stream') !== true) return this.knowledge.answer(inquiry, gone);
    return streamOf(reply, this.#events(await begun(this.knowledge.stream(inquiry, gone))));
  }

  async *#events(events: ReturnType<Knowledge['stream']>): AsyncGenerator<string, void, void> {
    for await (const { type, ...data } of events) yield serverSentEvent(type, 'answer' in data ? data.answer : data);
  }
}
