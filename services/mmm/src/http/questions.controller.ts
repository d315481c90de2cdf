import { Body, Controller, Get, HttpCode, Inject, Post, Query, Req } from '@nestjs/common';
import type { ControlTable } from '@stellwerk/bus';
import {
  ApiOperation,
  ApiTags,
  type AuthenticatedRequest,
  assertTenant,
  assertTenantKnown,
  CONTROL_TABLE,
  Roles,
} from '@stellwerk/service';
import type { z } from 'zod';
import { RunQuestions } from '../adapters/run-questions.js';
import { ForecastRecords } from '../forecast-records.js';
import { Champions } from '../registry/champions.js';
import { FitRegistry } from '../registry/registry.js';
import type { ForecastAnswer } from '../run/forecast-run.js';
import type { ScenarioAnswer } from '../run/scenario-run.js';
import type { TrackedRuns } from '../run/track-runs.js';
import { forecastRequest, recordQuery, scenarioRequest } from './requests.js';

const ASKERS = ['analyst', 'marketer'] as const;

/** What would be, by the champion of a model. Nothing is published. */
@ApiTags('media mix')
@Controller('v1')
export class QuestionsController {
  constructor(
    @Inject(RunQuestions) private readonly questions: RunQuestions,
    @Inject(ForecastRecords) private readonly records: ForecastRecords,
    @Inject(Champions) private readonly champions: Champions,
    @Inject(FitRegistry) private readonly registry: FitRegistry,
    @Inject(CONTROL_TABLE) private readonly control: ControlTable,
  ) {}

  @Post('forecasts')
  @HttpCode(200)
  @Roles(...ASKERS)
  @ApiOperation({ summary: 'Forecasts the outcome of the periods after the data, with and without a plan' })
  forecast(
    @Body({ schema: forecastRequest }) { tenant, model, plan }: z.infer<typeof forecastRequest>,
    @Req() request: AuthenticatedRequest,
  ): Promise<ForecastAnswer> {
    return this.questions.forecast(this.#championOf(tenant, model, request), { plan });
  }

  @Post('scenarios')
  @HttpCode(200)
  @Roles(...ASKERS)
  @ApiOperation({ summary: 'What changes of media, prices or promotions would bring in the periods after the data' })
  scenario(
    @Body({ schema: scenarioRequest }) { tenant, model, periods, changes }: z.infer<typeof scenarioRequest>,
    @Req() request: AuthenticatedRequest,
  ): Promise<ScenarioAnswer> {
    return this.questions.scenario(this.#championOf(tenant, model, request), { periods, changes });
  }

  @Get('forecast-record')
  @Roles('viewer', ...ASKERS)
  @ApiOperation({
    summary: 'How well the published runs of a model said what came after their data, and whether that drifts',
  })
  record(
    @Query({ schema: recordQuery }) { tenant, model }: z.infer<typeof recordQuery>,
    @Req() { principal }: AuthenticatedRequest,
  ): Promise<TrackedRuns> {
    assertTenant(principal, tenant);
    assertTenantKnown(this.control, tenant);
    return this.records.of(tenant, model);
  }

  #championOf(tenant: string, model: string, { principal }: AuthenticatedRequest): string {
    assertTenant(principal, tenant);
    assertTenantKnown(this.control, tenant);
    return this.champions.requireHere(tenant, model, this.registry);
  }
}
