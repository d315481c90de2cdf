import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req, StreamableFile } from '@nestjs/common';
import type { ControlTable } from '@stellwerk/bus';
import { StellwerkError, uuid } from '@stellwerk/contracts';
import {
  ApiOperation,
  ApiTags,
  type AuthenticatedRequest,
  assertTenant,
  assertTenantKnown,
  CLOCK,
  type Clock,
  CONTROL_TABLE,
  Roles,
} from '@stellwerk/service';
import type { z } from 'zod';
import type { DataCheck } from '../domain/data/describe-data.js';
import type { RunSummary } from '../domain/run-summary.js';
import { errors } from '../errors.js';
import { Fits } from '../fits.js';
import { FitQueue } from '../jobs/fit-queue.js';
import { FitTelling } from '../jobs/fit-telling.js';
import { type Champion, Champions } from '../registry/champions.js';
import { type FitRecord, isUnderWay } from '../registry/fit-record.js';
import { FitRegistry } from '../registry/registry.js';
import { REPORT_FILES, SUMMARY_FILE } from '../run/run-files.js';
import { type FitView, fitView } from './fit-view.js';
import { fitRequest, promotionRequest, reportQuery, tenantQuery } from './requests.js';

const READERS = ['viewer', 'analyst', 'marketer', 'approver'] as const;

/** Fits of media mix models and the registry that keeps them. */
@ApiTags('media mix')
@Controller('v1/fits')
export class FitsController {
  constructor(
    @Inject(Fits) private readonly fits: Fits,
    @Inject(FitQueue) private readonly queue: FitQueue,
    @Inject(FitTelling) private readonly telling: FitTelling,
    @Inject(FitRegistry) private readonly registry: FitRegistry,
    @Inject(Champions) private readonly champions: Champions,
    @Inject(CONTROL_TABLE) private readonly control: ControlTable,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post()
  @HttpCode(202)
  @Roles('analyst', 'marketer')
  @ApiOperation({ summary: 'Asks for a fit; the same inputs are the same fit, which is not run twice' })
  async ask(
    @Body({ schema: fitRequest }) asked: z.infer<typeof fitRequest>,
    @Req() { principal }: AuthenticatedRequest,
  ): Promise<FitView & { readonly isNew: boolean }> {
    assertTenant(principal, asked.tenant);
    assertTenantKnown(this.control, asked.tenant);
    const { record, isNew } = await this.fits.ask(asked, `token:${principal.name}`);
    return { ...this.#view(record), isNew };
  }

  @Post('checks')
  @HttpCode(200)
  @Roles('analyst', 'marketer')
  @ApiOperation({
    summary: 'Reads the data as a fit would, and says what was noticed or all that is wrong; nothing is fitted',
  })
  check(
    @Body({ schema: fitRequest }) asked: z.infer<typeof fitRequest>,
    @Req() { principal }: AuthenticatedRequest,
  ): Promise<DataCheck> {
    assertTenant(principal, asked.tenant);
    assertTenantKnown(this.control, asked.tenant);
    return this.fits.check(asked);
  }

  @Get()
  @Roles(...READERS)
  @ApiOperation({ summary: "A tenant's fits, the newest first, with its champions" })
  list(
    @Query({ schema: tenantQuery }) { tenant, model }: z.infer<typeof tenantQuery>,
    @Req() { principal }: AuthenticatedRequest,
  ): { readonly fits: FitView[]; readonly champions: Champion[] } {
    assertTenant(principal, tenant);
    assertTenantKnown(this.control, tenant);
    const isAsked = (one: { tenant: string; model: string }) =>
      one.tenant === tenant && (model === undefined || one.model === model);
    return {
      fits: this.registry
        .list()
        .filter(isAsked)
        .map((record) => this.#view(record)),
      champions: this.champions.list().filter(isAsked),
    };
  }

  @Get(':id')
  @Roles(...READERS)
  @ApiOperation({ summary: 'Where a fit stands: state, progress, seconds left, checks that failed' })
  show(@Param('id', { schema: uuid }) runId: string, @Req() request: AuthenticatedRequest): FitView {
    return this.#view(this.#find(runId, request));
  }

  @Post(':id/cancellation')
  @HttpCode(200)
  @Roles('analyst', 'marketer')
  @ApiOperation({ summary: 'Ends a fit that waits or runs; asked for again, it goes on from where it was' })
  async cancel(@Param('id', { schema: uuid }) runId: string, @Req() request: AuthenticatedRequest): Promise<FitView> {
    this.#find(runId, request);
    return this.#view(await this.queue.cancel(runId));
  }

  @Post(':id/promotion')
  @HttpCode(200)
  @Roles('analyst', 'marketer')
  @ApiOperation({ summary: 'Makes a published fit the champion of its model: plans are made with it from then on' })
  promote(
    @Param('id', { schema: uuid }) runId: string,
    @Body({ schema: promotionRequest }) { reason }: z.infer<typeof promotionRequest>,
    @Req() request: AuthenticatedRequest,
  ): Promise<Champion> {
    const record = this.#find(runId, request);
    const by = `token:${request.principal.name}`;
    return this.champions.promote(record, {
      by,
      at: this.clock().toISOString(),
      ...(reason !== undefined && { reason }),
    });
  }

  @Get(':id/summary')
  @Roles(...READERS)
  @ApiOperation({ summary: 'What the fit found; of a refused one only for finding the cause' })
  async summary(
    @Param('id', { schema: uuid }) runId: string,
    @Req() request: AuthenticatedRequest,
  ): Promise<RunSummary> {
    return JSON.parse(await readFile(this.#file(runId, request, SUMMARY_FILE), 'utf8'));
  }

  @Get(':id/report')
  @Roles(...READERS)
  @ApiOperation({ summary: 'The report for people, one HTML file' })
  report(
    @Param('id', { schema: uuid }) runId: string,
    @Query({ schema: reportQuery }) { language }: z.infer<typeof reportQuery>,
    @Req() request: AuthenticatedRequest,
  ): StreamableFile {
    const file = this.#file(runId, request, REPORT_FILES[language]);
    return new StreamableFile(createReadStream(file), { type: 'text/html; charset=utf-8' });
  }

  @Get(':id/card')
  @Roles(...READERS)
  @ApiOperation({ summary: 'The model card, Markdown' })
  card(@Param('id', { schema: uuid }) runId: string, @Req() request: AuthenticatedRequest): StreamableFile {
    this.#file(runId, request, SUMMARY_FILE);
    const { card } = this.registry.folderOf(runId);
    return new StreamableFile(createReadStream(card), { type: 'text/markdown; charset=utf-8' });
  }

  #find(runId: string, { principal }: AuthenticatedRequest): FitRecord {
    const record = this.registry.require(runId);
    assertTenant(principal, record.tenant);
    return record;
  }

  /** @throws StellwerkError MMM_FIT_NOT_DONE where there is nothing yet, MMM_FIT_WITHOUT_FIGURES where there will be nothing */
  #file(runId: string, request: AuthenticatedRequest, name: string): string {
    const record = this.#find(runId, request);
    const { state } = record;
    if (isUnderWay(record)) throw new StellwerkError(errors.FIT_NOT_DONE, { state }, { field: 'id' });
    if (state === 'failed' || state === 'cancelled')
      throw new StellwerkError(errors.FIT_WITHOUT_FIGURES, { state }, { field: 'id' });
    return join(this.registry.folderOf(runId).run, name);
  }

  #view(record: FitRecord): FitView {
    const { runId } = record;
    return fitView(record, {
      progress: this.telling.progressOf(runId),
      place: this.queue.placeOf(runId),
      isChampion: this.champions.isChampion(runId),
    });
  }
}
