import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import { type Bus, toMessage } from '@stellwerk/bus';
import {
  deterministicId,
  identityAssertion,
  identityKey,
  type Retraction,
  retraction,
  StellwerkError,
  slug,
} from '@stellwerk/contracts';
import {
  ApiOperation,
  ApiTags,
  type AuthenticatedRequest,
  assertTenant,
  BUS,
  CLOCK,
  type Clock,
  Roles,
} from '@stellwerk/service';
import { z } from 'zod';
import type { Explanation } from '../domain/explain.js';
import { errors } from '../errors.js';
import { type Person, PersonLookup } from '../person-lookup.js';

const personQuery = z.object({ tenant: slug });
const explainQuery = z.object({ tenant: slug, left: identityKey, right: identityKey });
const retractionRequest = retraction.pick({ tenant: true, kind: true, left: true, right: true, assertionId: true });

/** Who stands behind a key, why, and what a person may say against it. */
@ApiTags('persons')
@Controller('v1')
export class PersonsController {
  constructor(
    @Inject(PersonLookup) private readonly persons: PersonLookup,
    @Inject(BUS) private readonly bus: Bus,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('persons/:key')
  @Roles('analyst', 'privacy-officer')
  @ApiOperation({ summary: 'The person of a key, with every key of that person' })
  person(
    @Param('key', { schema: identityKey }) key: string,
    @Query({ schema: personQuery }) { tenant }: z.infer<typeof personQuery>,
    @Req() request: AuthenticatedRequest,
  ): Promise<Person> {
    assertTenant(request.principal, tenant);
    return this.persons.find(tenant, key);
  }

  @Get('explain')
  @Roles('analyst', 'privacy-officer')
  @ApiOperation({ summary: 'The statements that join two keys, or the constraint that keeps them apart' })
  explain(
    @Query({ schema: explainQuery }) { tenant, left, right }: z.infer<typeof explainQuery>,
    @Req() request: AuthenticatedRequest,
  ): Promise<Explanation> {
    assertTenant(request.principal, tenant);
    return this.persons.explain(tenant, left, right);
  }

  @Post('retractions')
  @HttpCode(202)
  @Roles('privacy-officer')
  @ApiOperation({ summary: 'Takes a statement back, or forbids that two keys ever meet; persons are resolved anew' })
  async retract(
    @Body({ schema: retractionRequest }) body: z.infer<typeof retractionRequest>,
    @Req() request: AuthenticatedRequest,
  ): Promise<{ retractionId: string }> {
    assertTenant(request.principal, body.tenant);
    if (body.left === body.right) throw new StellwerkError(errors.RETRACTION_EMPTY, {}, { field: 'right' });
    const [left, right] = body.left < body.right ? [body.left, body.right] : [body.right, body.left];
    const at = this.clock().toISOString();
    const said: Retraction = {
      ...body,
      left,
      right,
      retractionId: deterministicId('retraction', body.tenant, body.kind, left, right, body.assertionId ?? ''),
      at,
      by: request.principal.name,
    };
    const envelope = { id: said.retractionId, time: at, source: 'identity', tenant: body.tenant };
    await this.bus.publish([toMessage(identityAssertion, { fact: 'retraction', retraction: said }, envelope)]);
    return { retractionId: said.retractionId };
  }
}
