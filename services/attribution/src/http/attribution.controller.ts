import { Body, Controller, HttpCode, Inject, Post, Req } from '@nestjs/common';
import type { ControlTable } from '@stellwerk/bus';
import { purpose, StellwerkError, slug } from '@stellwerk/contracts';
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
import { AttributionRuns, type Run } from '../attribution-runs.js';
import { attributionSpec, parseSpec } from '../domain/attribution-spec.js';
import { errors } from '../errors.js';

const moment = z.iso.datetime({ offset: true }).or(z.iso.date());

/** A specification with the tenant and the period that it is about. */
export const runRequest = attributionSpec.extend({
  tenant: slug,
  purpose: purpose
    .default('ad_measurement')
    .describe('what the journeys are used for; events of persons who do not allow it are left out'),
  from: moment.optional().describe('conversions from here on; absent = from the first'),
  to: moment.optional().describe('conversions before; absent = now'),
  lookBackDays: z.number().positive().max(400).default(30).describe('days before a conversion in which touches count'),
});

@ApiTags('attribution')
@Controller('v1/attribution')
export class AttributionController {
  constructor(
    @Inject(AttributionRuns) private readonly runs: AttributionRuns,
    @Inject(CONTROL_TABLE) private readonly control: ControlTable,
  ) {}

  @Post()
  @HttpCode(200)
  @Roles('analyst', 'marketer')
  @ApiOperation({ summary: "Attributes a tenant's conversions; describes, and does not say what caused them" })
  attribute(
    @Body({ schema: runRequest }) { tenant, purpose, from, to, lookBackDays, ...given }: z.infer<typeof runRequest>,
    @Req() request: AuthenticatedRequest,
  ): Promise<Run> {
    assertTenant(request.principal, tenant);
    assertTenantKnown(this.control, tenant);
    if (from !== undefined && to !== undefined && Date.parse(from) >= Date.parse(to)) {
      throw new StellwerkError(errors.PERIOD_EMPTY, { from, to }, { field: 'from' });
    }
    const currency = this.control.get('tenant', tenant, tenant)?.spec.currency;
    return this.runs.run({
      tenant,
      purpose,
      spec: parseSpec(given),
      lookBackDays,
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
      ...(currency !== undefined && { currency }),
    });
  }
}
