import { Controller, Get, Inject, Query, Req } from '@nestjs/common';
import type { ControlTable } from '@stellwerk/bus';
import type { ClickHouseClient } from '@stellwerk/clickhouse';
import { instant, slug } from '@stellwerk/contracts';
import {
  ApiOperation,
  ApiTags,
  type AuthenticatedRequest,
  assertTenant,
  assertTenantKnown,
  CONTROL_TABLE,
  Roles,
} from '@stellwerk/service';
import { z } from 'zod';
import { type Books, type BooksOfHour, readBooks, readBooksByHour } from '../adapters/books.js';
import { CLICKHOUSE } from '../tokens.js';

const booksQuery = z.object({ tenant: slug });
const hoursQuery = z.object({
  tenant: slug,
  from: instant.default('2000-01-01T00:00:00.000Z'),
  to: instant.default('2100-01-01T00:00:00.000Z'),
});

/** A tenant's events counted at each stage, so that nothing can be lost unseen. */
@ApiTags('books')
@Controller('v1/books')
@Roles('viewer', 'analyst', 'marketer', 'privacy-officer')
export class BooksController {
  constructor(
    @Inject(CLICKHOUSE) private readonly client: ClickHouseClient,
    @Inject(CONTROL_TABLE) private readonly control: ControlTable,
  ) {}

  @Get()
  @ApiOperation({ summary: 'What became of all calls of a tenant, and whether every one is accounted for' })
  read(
    @Query({ schema: booksQuery }) query: z.infer<typeof booksQuery>,
    @Req() request: AuthenticatedRequest,
  ): Promise<Books> {
    assertTenant(request.principal, query.tenant);
    assertTenantKnown(this.control, query.tenant);
    return readBooks(this.client, query.tenant);
  }

  @Get('hours')
  @ApiOperation({ summary: 'The same by source and hour of receipt' })
  async readHours(
    @Query({ schema: hoursQuery }) { tenant, from, to }: z.infer<typeof hoursQuery>,
    @Req() request: AuthenticatedRequest,
  ): Promise<{ hours: BooksOfHour[] }> {
    assertTenant(request.principal, tenant);
    assertTenantKnown(this.control, tenant);
    return { hours: await readBooksByHour(this.client, tenant, { from: new Date(from), to: new Date(to) }) };
  }
}
