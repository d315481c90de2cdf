import { Body, Controller, HttpCode, Inject, Post, Req } from '@nestjs/common';
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
import { Champions } from '../registry/champions.js';
import { FitRegistry } from '../registry/registry.js';
import type { ForecastAnswer } from '../run/forecast-run.js';
import type { ScenarioAnswer } from '../run/scenario-run.js';
import { forecastRequest, scenarioRequest } from './requests.js';

const ASKERS = ['analyst', 'marketer'] as const;

/** What would be, by the champion of a model. Nothing is published. */
@ApiTags('media mix')
@Controller('v1')
export class QuestionsController {
  constructor(
    @Inject(RunQuestions) private readonly questions: RunQuestions,
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

  #championOf(tenant: string, model: string, { principal }: AuthenticatedRequest): string {
    assertTenant(principal, tenant);
    assertTenantKnown(this.control, tenant);
    return this.champions.requireHere(tenant, model, this.registry);
  }
}
