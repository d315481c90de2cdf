import { Controller, Get, Inject, Query, Req } from '@nestjs/common';
import type { ControlTable } from '@stellwerk/bus';
import { StellwerkError } from '@stellwerk/contracts';
import { ApiOperation, ApiTags, type AuthenticatedRequest, CONTROL_TABLE, Roles } from '@stellwerk/service';
import type { z } from 'zod';
import { errors } from '../errors.js';
import { CITABLE_TEXTS, type CitableTexts } from '../tokens.js';
import { READERS } from './knowledge-roles.js';
import { readerOf } from './reader.js';
import { citationQuery } from './requests.js';

/** UTF-16 units that are shown on both sides of a cited slice. */
const CONTEXT_UNITS = 240;

/** A slice of a stored version, and whether the version is still the one that is served. */
export interface ResolvedCitation {
  readonly documentId: string;
  readonly version: string;
  readonly start: number;
  readonly end: number;
  readonly quote: string;
  readonly before: string;
  readonly after: string;
  readonly superseded: boolean;
}

/** Where a citation stands. */
@ApiTags('knowledge')
@Controller('v1/citations')
export class CitationsController {
  constructor(
    @Inject(CITABLE_TEXTS) private readonly texts: CitableTexts,
    @Inject(CONTROL_TABLE) private readonly control: ControlTable,
  ) {}

  @Get()
  @Roles(...READERS)
  @ApiOperation({ summary: 'The cited slice with its surroundings; a superseded version still resolves and says so' })
  async resolve(
    @Query({ schema: citationQuery }) { tenant, start, end, ...version }: z.infer<typeof citationQuery>,
    @Req() { principal }: AuthenticatedRequest,
  ): Promise<ResolvedCitation> {
    const reader = readerOf(principal, tenant, this.control);
    const { documentId } = version;
    // What may not be read and what is not there are told apart by nobody.
    if (!(await this.texts.mayRead(reader, version)))
      throw new StellwerkError(errors.DOCUMENT_UNKNOWN, { documentId }, { field: 'documentId' });
    const text = await this.texts.textOf(tenant, version);
    if (text === undefined) throw new StellwerkError(errors.CITATION_GONE, { ...version });
    if (start >= end || end > text.length) {
      throw new StellwerkError(errors.RANGE_INVALID, { start, end, length: text.length }, { field: 'end' });
    }
    return {
      ...version,
      start,
      end,
      quote: text.slice(start, end),
      before: text.slice(Math.max(0, start - CONTEXT_UNITS), start),
      after: text.slice(end, end + CONTEXT_UNITS),
      superseded: !(await this.texts.isCurrent(tenant, version)),
    };
  }
}
