import { Controller, Get, Inject, Query, Req } from '@nestjs/common';
import type { ClickHouseClient } from '@stellwerk/clickhouse';
import { slug } from '@stellwerk/contracts';
import { type AuthenticatedRequest, assertTenant, Roles } from '@stellwerk/service';
import { z } from 'zod';
import { type Books, readBooks } from '../adapters/books.js';
import { CLICKHOUSE } from '../tokens.js';

const booksQuery = z.object({ tenant: slug });

@Controller('v1/books')
export class BooksController {
  constructor(@Inject(CLICKHOUSE) private readonly client: ClickHouseClient) {}

  /** A tenant's events counted at each stage, so that nothing can be lost unseen. */
  @Get()
  @Roles('viewer', 'analyst', 'marketer', 'privacy-officer')
  read(
    @Query({ schema: booksQuery }) query: z.infer<typeof booksQuery>,
    @Req() request: AuthenticatedRequest,
  ): Promise<Books> {
    assertTenant(request.principal, query.tenant);
    return readBooks(this.client, query.tenant);
  }
}
