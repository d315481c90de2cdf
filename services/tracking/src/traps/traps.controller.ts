import { All, Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiExcludeController, CLOCK, type Clock, Public } from '@stellwerk/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SOURCES, type Sources } from '../adapters/sources.js';
import { RateLimiter } from '../domain/rate-limiter.js';
import { TrapMarks } from './trap-marks.js';
import { trapVisitor } from './trap-visitor.js';

type TrapRequest = FastifyRequest<{ Params: { key: string } }>;

/** Who floods the traps fills no topic: further visitors of the second go unmarked. */
const MAX_MARKS_PER_SECOND = 50;

const PAGE =
  '<!doctype html><html lang="en"><meta name="robots" content="noindex,nofollow"><title>Nothing here</title></html>';

/**
 * What no person sees and well-behaved programs leave alone: a link that pages hide and robots.txt forbids, and an endpoint
 * that only their source text names. Whoever asks for one is marked until the day ends.
 */
// Who reads the description of the interface is not to find them there.
@ApiExcludeController()
@Public()
@Controller('v1')
export class TrapsController {
  readonly #limiter = new RateLimiter();

  constructor(
    @Inject(SOURCES) private readonly sources: Sources,
    @Inject(TrapMarks) private readonly marks: TrapMarks,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The hidden link. */
  @Get('more/:key')
  async link(@Req() request: TrapRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.#mark(request, 'link');
    void reply.header('x-robots-tag', 'noindex, nofollow').header('cache-control', 'no-store');
    await reply.type('text/html; charset=utf-8').send(PAGE);
  }

  /** The decoy endpoint: takes everything, and answers as an interface would. */
  @All('session/:key')
  async endpoint(@Req() request: TrapRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.#mark(request, 'endpoint');
    void reply.header('x-robots-tag', 'noindex, nofollow').header('cache-control', 'no-store');
    await reply.send({ ok: true });
  }

  async #mark({ params, ip, headers }: TrapRequest, trap: 'link' | 'endpoint'): Promise<void> {
    const { source, hasher } = this.sources.find(params.key);
    const atMs = this.clock().getTime();
    const visitor = trapVisitor(hasher, ip, headers['user-agent'] ?? '', atMs);
    const isKnown = this.marks.isMarked(source.tenant, visitor, atMs);
    if (isKnown || !this.#limiter.take('traps', MAX_MARKS_PER_SECOND, atMs)) return;
    await this.marks.mark({ tenant: source.tenant, source: source.name, trap, visitor, atMs });
  }
}
