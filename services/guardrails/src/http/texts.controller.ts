import { Readable } from 'node:stream';
import { Body, Controller, Headers, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import type { ControlTable } from '@stellwerk/bus';
import { readJsonLines, StellwerkError, slug, type WrongLine } from '@stellwerk/contracts';
import {
  ApiConsumes,
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
import { z } from 'zod';
import { errors } from '../errors.js';
import { type CheckAnswer, checkLine, MAX_LINE_BYTES, type RedactAnswer, redactLine } from '../text/lines.js';
import { TextChecks } from '../text/text-checks.js';

const head = { tenant: slug, useCase: slug.default('default') };
const checkRequest = z.object({ ...head, texts: z.array(checkLine).min(1).max(100) });
const redactRequest = z.object({ ...head, texts: z.array(redactLine).min(1).max(100) });

type CheckRequest = z.infer<typeof checkRequest>;
type RedactRequest = z.infer<typeof redactRequest>;

/** Texts checked and redacted for applications that call no model through the proxy: up to a hundred at once, or a stream of lines. */
@ApiTags('texts')
@Controller('v1')
@Roles('marketer', 'analyst', 'privacy-officer')
export class TextsController {
  constructor(
    @Inject(TextChecks) private readonly checks: TextChecks,
    @Inject(CONTROL_TABLE) private readonly control: ControlTable,
  ) {}

  @Post('check')
  @HttpCode(200)
  @ApiOperation({ summary: 'Verdicts on texts, each with its findings and the text to use' })
  async check(
    @Body({ schema: checkRequest }) { tenant, useCase, texts }: CheckRequest,
    @Req() { principal }: AuthenticatedRequest,
  ): Promise<{ results: CheckAnswer[] }> {
    this.#assertMay(principal, tenant);
    return { results: await this.checks.check({ tenant, useCase, caller: principal.name }, texts) };
  }

  @Post('redact')
  @HttpCode(200)
  @ApiOperation({ summary: 'Texts without their personal data, and where it stood' })
  redact(
    @Body({ schema: redactRequest }) { tenant, texts }: RedactRequest,
    @Req() { principal }: AuthenticatedRequest,
  ): { results: RedactAnswer[] } {
    this.#assertMay(principal, tenant);
    return { results: texts.map((line) => this.checks.redact(tenant, line)) };
  }

  @Post('check/stream')
  @HttpCode(200)
  @ApiConsumes('application/x-ndjson')
  @ApiOperation({ summary: 'A line of JSON per text in, a line per verdict out, as they come' })
  checkStream(
    @Body() body: Readable,
    @Headers('x-stellwerk-tenant') tenant: string | undefined,
    @Headers('x-stellwerk-use-case') useCase: string | undefined,
    @Req() { principal }: AuthenticatedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Readable {
    const who = { tenant: this.#nameOf('x-stellwerk-tenant', tenant), caller: principal.name };
    const wanted = this.#nameOf('x-stellwerk-use-case', useCase ?? 'default');
    this.#assertMay(principal, who.tenant);
    return this.#lines(reply, body, checkLine, async (line) => {
      const [answer] = await this.checks.check({ ...who, useCase: wanted }, [line]);
      return answer;
    });
  }

  @Post('redact/stream')
  @HttpCode(200)
  @ApiConsumes('application/x-ndjson')
  @ApiOperation({ summary: 'A line of JSON per text in, a line per redacted text out, as they come' })
  redactStream(
    @Body() body: Readable,
    @Headers('x-stellwerk-tenant') given: string | undefined,
    @Req() { principal }: AuthenticatedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Readable {
    const tenant = this.#nameOf('x-stellwerk-tenant', given);
    this.#assertMay(principal, tenant);
    return this.#lines(reply, body, redactLine, async (line) => this.checks.redact(tenant, line));
  }

  /** A line that is wrong gets an answer of its own, so that the others are not lost. */
  #lines<Line>(
    reply: FastifyReply,
    body: Readable,
    schema: z.ZodType<Line>,
    answer: (line: Line) => Promise<object | undefined>,
  ): Readable {
    reply.header('content-type', 'application/x-ndjson; charset=utf-8');
    async function* answers(): AsyncGenerator<string> {
      for await (const line of readJsonLines(body, schema, MAX_LINE_BYTES)) {
        if ('problem' in line) {
          const { code, message: detail, fix } = refusalOf(line);
          yield `${JSON.stringify({ line: line.number, error: { code, detail, fix } })}\n`;
        } else yield `${JSON.stringify(await answer(line.value))}\n`;
      }
    }
    return Readable.from(answers(), { objectMode: false });
  }

  #nameOf(header: string, value: string | undefined): string {
    const parsed = slug.safeParse(value);
    if (!parsed.success) throw new StellwerkError(errors.HEADER_INVALID, { header }, { field: header });
    return parsed.data;
  }

  #assertMay(principal: Principal, tenant: string): void {
    assertTenant(principal, tenant);
    assertTenantKnown(this.control, tenant);
  }
}

const refusalOf = ({ number: line, problem, isTooLong }: WrongLine): StellwerkError =>
  isTooLong
    ? new StellwerkError(errors.LINE_TOO_LONG, { line, limit: MAX_LINE_BYTES })
    : new StellwerkError(errors.LINE_INVALID, { line, problem });
