import { Body, Controller, HttpCode, Inject, Post, Req } from '@nestjs/common';
import type { ControlTable } from '@stellwerk/bus';
import { ApiOperation, ApiTags, type AuthenticatedRequest, CONTROL_TABLE, Roles } from '@stellwerk/service';
import type { z } from 'zod';
import { sourceOf } from '../documents/incoming.js';
import { type CrawlResult, SiteCrawl } from '../documents/site-crawl.js';
import { crawlRequest } from '../documents/upload-requests.js';
import { EDITORS } from './knowledge-roles.js';
import { readerOf } from './reader.js';

/** Own sites as sources of documents. */
@ApiTags('documents')
@Controller('v1/crawls')
export class CrawlsController {
  constructor(
    @Inject(SiteCrawl) private readonly site: SiteCrawl,
    @Inject(CONTROL_TABLE) private readonly control: ControlTable,
  ) {}

  @Post()
  @HttpCode(200)
  @Roles(...EDITORS)
  @ApiOperation({ summary: 'Reads the pages of an own site by its sitemap, within the bounds of its knowledge-source' })
  async crawl(
    @Body({ schema: crawlRequest }) { tenant, source, sitemap }: z.infer<typeof crawlRequest>,
    @Req() { principal }: AuthenticatedRequest,
  ): Promise<CrawlResult> {
    readerOf(principal, tenant, this.control);
    return this.site.run(sourceOf(this.control, tenant, source), sitemap);
  }
}
