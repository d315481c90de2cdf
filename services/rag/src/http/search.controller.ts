import { Body, Controller, HttpCode, Inject, Post, Req } from '@nestjs/common';
import type { ControlTable } from '@stellwerk/bus';
import { ApiOperation, ApiTags, type AuthenticatedRequest, CONTROL_TABLE, Roles } from '@stellwerk/service';
import type { z } from 'zod';
import type { Retriever } from '../domain/ports.js';
import type { SearchResult } from '../domain/search.js';
import { RETRIEVER } from '../tokens.js';
import { toFilters } from './filters.js';
import { READERS } from './knowledge-roles.js';
import { readerOf } from './reader.js';
import { searchRequest } from './requests.js';

/** Search in the documents that a token may read. */
@ApiTags('knowledge')
@Controller('v1/search')
export class SearchController {
  constructor(
    @Inject(RETRIEVER) private readonly retriever: Retriever,
    @Inject(CONTROL_TABLE) private readonly control: ControlTable,
  ) {}

  @Post()
  @HttpCode(200)
  @Roles(...READERS)
  @ApiOperation({ summary: 'The best sentences or sections for a query, each with what every signal said of it' })
  search(
    @Body({ schema: searchRequest }) { tenant, filters, ...request }: z.infer<typeof searchRequest>,
    @Req() { principal }: AuthenticatedRequest,
  ): Promise<SearchResult> {
    return this.retriever.search(
      { ...request, filters: toFilters(filters) },
      readerOf(principal, tenant, this.control),
    );
  }
}
