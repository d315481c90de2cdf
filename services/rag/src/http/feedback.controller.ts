import { Body, Controller, HttpCode, Inject, Post, Req } from '@nestjs/common';
import { type Bus, type ControlTable, toMessage } from '@stellwerk/bus';
import { deterministicId, type PayloadOf, ragFeedback } from '@stellwerk/contracts';
import {
  ApiOperation,
  ApiTags,
  type AuthenticatedRequest,
  assertTenant,
  assertTenantKnown,
  BUS,
  CLOCK,
  type Clock,
  CONTROL_TABLE,
  Roles,
} from '@stellwerk/service';
import type { z } from 'zod';
import { READERS } from './knowledge-roles.js';
import { feedbackRequest } from './requests.js';

/** What readers say of answers. */
@ApiTags('knowledge')
@Controller('v1/feedback')
export class FeedbackController {
  constructor(
    @Inject(BUS) private readonly bus: Bus,
    @Inject(CONTROL_TABLE) private readonly control: ControlTable,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post()
  @HttpCode(202)
  @Roles(...READERS)
  @ApiOperation({ summary: "A reader's judgement of an answer; the last one of a token about an answer counts" })
  async give(
    @Body({ schema: feedbackRequest }) { sentence, expected, ...given }: z.infer<typeof feedbackRequest>,
    @Req() { principal }: AuthenticatedRequest,
  ): Promise<{ readonly feedbackId: string }> {
    const { tenant, answerId } = given;
    assertTenant(principal, tenant);
    assertTenantKnown(this.control, tenant);
    const feedbackId = deterministicId('rag-feedback', tenant, answerId, principal.name);
    const at = this.clock().toISOString();
    const payload: PayloadOf<typeof ragFeedback> = {
      ...given,
      feedbackId,
      at,
      caller: principal.name,
      ...(sentence !== undefined && { sentence }),
      ...(expected && {
        expected: {
          documentId: expected.documentId,
          ...(expected.version !== undefined && { version: expected.version }),
        },
      }),
    };
    const envelope = { id: deterministicId(feedbackId, at), time: at, source: 'rag', tenant };
    await this.bus.publish([toMessage(ragFeedback, payload, envelope)]);
    return { feedbackId };
  }
}
