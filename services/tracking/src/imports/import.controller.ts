import { Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query, Req } from '@nestjs/common';
import { type ImportKindName, importKindNames, importKinds, StellwerkError, slug, uuid } from '@stellwerk/contracts';
import { parseMapping } from '@stellwerk/import';
import {
  ApiBody,
  ApiConsumes,
  ApiHeader,
  ApiOperation,
  ApiQuery,
  ApiTags,
  type AuthenticatedRequest,
  assertTenant,
  CONFIG,
  type Principal,
  Roles,
} from '@stellwerk/service';
import { z } from 'zod';
import { SOURCES, type Sources } from '../adapters/sources.js';
import type { Config } from '../config.js';
import { errors } from '../errors.js';
import { parseJson, unpack } from '../http/body.js';
import { type ImportView, viewOf } from './answers.js';
import { Imports } from './imports.js';
import { beginRequest, partHeaders } from './requests.js';
import { importWhole } from './whole-file.js';

const tenantQuery = z.object({ tenant: slug });
const listQuery = z.object({ tenant: slug, limit: z.coerce.number().int().min(1).max(500).default(50) });
const placeQuery = z.object({ tenant: slug, source: slug });
const fileQuery = z.object({ tenant: slug, source: slug, mapping: z.string().max(16_384).optional() });
const kindParam = z.enum(importKindNames);
/** Text of one part once it is unpacked: more than the longest batch of rows. */
const MAX_PART_BYTES = 4_194_304;

type FileRequest = AuthenticatedRequest & { readonly body: Buffer | undefined };

/** Files of rows: whole ones in one request, large ones in parts that can be gone on with. */
@ApiTags('imports')
@Roles('analyst', 'marketer')
@Controller('v1')
export class ImportController {
  constructor(
    @Inject(Imports) private readonly imports: Imports,
    @Inject(SOURCES) private readonly sources: Sources,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('import/:kind')
  @ApiOperation({ summary: 'What rows of a file would get where they and their mapping say nothing' })
  defaults(
    @Param('kind', { schema: kindParam }) kind: ImportKindName,
    @Query({ schema: placeQuery }) { tenant, source }: z.infer<typeof placeQuery>,
    @Req() { principal }: AuthenticatedRequest,
  ): { currency: string; timezone: string } {
    assertMayImport(principal, tenant, kind);
    const { currency, timezone } = this.sources.named(tenant, source).tenant.spec;
    return { currency, timezone };
  }

  @Post('import/:kind')
  @HttpCode(200)
  @ApiOperation({ summary: 'Imports a file of CSV, JSONL or Parquet, packed with gzip or not; 200 once it is durable' })
  @ApiConsumes('text/csv', 'application/x-ndjson', 'application/vnd.apache.parquet', 'application/gzip')
  @ApiQuery({ name: 'mapping', required: false, description: 'mapping as JSON: schemas/imports/mapping.schema.json' })
  @ApiBody({ description: 'the file', schema: { type: 'string', format: 'binary' } })
  async whole(
    @Param('kind', { schema: kindParam }) kind: ImportKindName,
    @Query({ schema: fileQuery }) { tenant, source, mapping: given }: z.infer<typeof fileQuery>,
    @Req() { principal, body }: FileRequest,
  ): Promise<ImportView & { readonly format: string; readonly encoding: string | undefined }> {
    assertMayImport(principal, tenant, kind);
    const mapping = parseMapping(given === undefined ? {} : parseJson(Buffer.from(given)).value);
    const request = { tenant, source, kind, mapping, by: principal.name };
    const file = { request, body: body ?? Buffer.alloc(0), maxBytes: this.config.maxImportBytes };
    const { problems, source: taken, ...run } = await importWhole(this.imports, file);
    return { ...viewOf(run, problems), format: taken.format, encoding: taken.encoding };
  }

  @Post('imports')
  @ApiOperation({
    summary: 'Begins an import in parts, or finds the one of the same file that has not come to its end',
  })
  @ApiBody({ schema: z.toJSONSchema(beginRequest, { target: 'openapi-3.0', io: 'input' }) as never })
  async begin(@Req() { principal, body }: FileRequest): Promise<ImportView> {
    const request = beginRequest.safeParse(parseJson(body ?? Buffer.alloc(0)).value);
    if (!request.success) {
      const field = request.error.issues[0]?.path.join('.') || '(body)';
      throw new StellwerkError(errors.ENVELOPE_INVALID, { needs: `a usable ${field}` }, { field });
    }
    const { mapping, ...rest } = request.data;
    assertMayImport(principal, rest.tenant, rest.kind);
    return viewOf(await this.imports.begin({ ...rest, mapping: parseMapping(mapping), by: principal.name }));
  }

  @Get('imports')
  @ApiOperation({ summary: 'The newest imports of a tenant' })
  async list(
    @Query({ schema: listQuery }) { tenant, limit }: z.infer<typeof listQuery>,
    @Req() { principal }: AuthenticatedRequest,
  ): Promise<{ imports: ImportView[] }> {
    assertTenant(principal, tenant);
    return { imports: (await this.imports.list(tenant, limit)).map((run) => viewOf(run)) };
  }

  @Get('imports/:id')
  @ApiOperation({ summary: 'How far an import is, and where its next part begins' })
  async show(
    @Param('id', { schema: uuid }) id: string,
    @Query({ schema: tenantQuery }) { tenant }: z.infer<typeof tenantQuery>,
    @Req() { principal }: AuthenticatedRequest,
  ): Promise<ImportView> {
    assertTenant(principal, tenant);
    return viewOf(await this.imports.find(tenant, id));
  }

  @Patch('imports/:id')
  @ApiOperation({
    summary: 'Takes the next part of the text, UTF-8; 200 once its rows are durable. Parts of 2 MiB are best',
  })
  @ApiConsumes('application/octet-stream')
  @ApiHeader({ name: 'Upload-Offset', description: 'byte of the text where the part begins', required: true })
  @ApiHeader({ name: 'Upload-Complete', description: '?1 = nothing comes after it, else ?0', required: true })
  @ApiBody({ description: 'the part, packed with gzip or not', schema: { type: 'string', format: 'binary' } })
  async take(
    @Param('id', { schema: uuid }) id: string,
    @Query({ schema: tenantQuery }) { tenant }: z.infer<typeof tenantQuery>,
    @Req() { principal, body, headers }: FileRequest,
  ): Promise<ImportView> {
    assertTenant(principal, tenant);
    const { head } = await this.imports.find(tenant, id);
    assertMayImport(principal, tenant, head.kind);
    const bytes = await unpack(body ?? Buffer.alloc(0), headers['content-encoding'], MAX_PART_BYTES);
    const { problems, ...run } = await this.imports.take(tenant, id, { ...partHeaders(headers), bytes });
    return viewOf(run, problems);
  }

  @Delete('imports/:id')
  @ApiOperation({ summary: 'Ends an import before its end; what it has brought stays' })
  async cancel(
    @Param('id', { schema: uuid }) id: string,
    @Query({ schema: tenantQuery }) { tenant }: z.infer<typeof tenantQuery>,
    @Req() { principal }: AuthenticatedRequest,
  ): Promise<ImportView> {
    assertTenant(principal, tenant);
    const { head } = await this.imports.find(tenant, id);
    assertMayImport(principal, tenant, head.kind);
    return viewOf(await this.imports.cancel(tenant, id));
  }
}

/** Rows of persons are for analysts; figures and master data for marketers as well. */
function assertMayImport(principal: Principal, tenant: string, kind: ImportKindName): void {
  assertTenant(principal, tenant);
  const allowed = [...importKinds[kind].roles, 'admin'];
  if (!principal.roles.some((role) => allowed.includes(role))) {
    throw new StellwerkError(errors.IMPORT_FORBIDDEN, { kind, roles: allowed.join(', ') });
  }
}
