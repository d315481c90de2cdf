import { Body, Controller, Get, Inject, Put, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type ControlDocument, controlKinds, slug } from '@stellwerk/contracts';
import { z } from 'zod';
import { type AuthenticatedRequest, Roles } from '../http/access.js';
import { type Applied, ControlDocuments } from './control-documents.js';
import { writingRoles } from './writers.js';

const listQuery = z.object({ kind: z.enum(controlKinds).optional(), tenant: slug.optional() });
const applyRequest = z.object({
  documents: z
    .array(z.object({ kind: z.enum(controlKinds), tenant: slug, name: slug, spec: z.record(z.string(), z.unknown()) }))
    .min(1)
    .max(1_000),
  dryRun: z.boolean().default(false).describe('tell what would change, and write nothing'),
});

/** What governs the platform, as documents with versions and authors. */
@ApiTags('control')
@Controller('v1/control')
export class ControlController {
  constructor(@Inject(ControlDocuments) private readonly documents: ControlDocuments) {}

  @Get()
  @Roles('viewer', 'analyst', 'marketer', 'approver', 'privacy-officer')
  @ApiOperation({
    summary: 'Control documents that govern now, and keys of those that do not fit their kind; tokens for admins alone',
  })
  list(
    @Query({ schema: listQuery }) { kind, tenant }: z.infer<typeof listQuery>,
    @Req() { principal }: AuthenticatedRequest,
  ): { documents: ControlDocument[]; invalid: string[] } {
    const asked = { ...(kind !== undefined && { kind }), ...(tenant !== undefined && { tenant }) };
    return { documents: this.documents.list(principal, asked), invalid: this.documents.invalid(principal) };
  }

  @Put()
  @Roles(...writingRoles)
  @ApiOperation({ summary: 'Writes control documents that differ from what governs, each as its next version' })
  apply(
    @Body({ schema: applyRequest }) { documents, dryRun }: z.infer<typeof applyRequest>,
    @Req() { principal }: AuthenticatedRequest,
  ): Promise<Applied> {
    return this.documents.apply(principal, documents, dryRun);
  }
}
