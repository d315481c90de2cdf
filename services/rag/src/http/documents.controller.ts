import type { Readable } from 'node:stream';
import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Param,
  Post,
  Query,
  Req,
  UseInterceptors,
} from '@nestjs/common';
import type { ControlTable } from '@stellwerk/bus';
import { documentId as documentIdSchema, StellwerkError } from '@stellwerk/contracts';
import {
  ApiConsumes,
  ApiOperation,
  ApiTags,
  type AuthenticatedRequest,
  CLOCK,
  type Clock,
  CONTROL_TABLE,
  Roles,
} from '@stellwerk/service';
import type { z } from 'zod';
import { DocumentList, listQuery } from '../documents/document-list.js';
import type { DocumentPage, DocumentResult, DocumentView } from '../documents/document-views.js';
import { incomingOf, sourceOf } from '../documents/incoming.js';
import { Intake } from '../documents/intake.js';
import { fileQuery, removalQuery, type UploadMetadata, uploadRequest } from '../documents/upload-requests.js';
import { errors } from '../errors.js';
import { FormUploads, type UploadedContents } from './form-uploads.js';
import { EDITORS, READERS, REMOVERS } from './knowledge-roles.js';
import { readerOf } from './reader.js';
import { tenantQuery } from './requests.js';
import { FORM, Uploads } from './uploads.js';

type FileQuery = z.infer<typeof fileQuery>;
type UploadRequest = z.infer<typeof uploadRequest>;

/** What the knowledge base holds. A document is answered for when the index has all of it. */
@ApiTags('documents')
@Controller('v1/documents')
export class DocumentsController {
  constructor(
    @Inject(Intake) private readonly intake: Intake,
    @Inject(DocumentList) private readonly documents: DocumentList,
    @Inject(Uploads) private readonly uploads: Uploads,
    @Inject(CONTROL_TABLE) private readonly control: ControlTable,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post()
  @HttpCode(200)
  @Roles(...EDITORS)
  @UseInterceptors(FormUploads)
  @ApiConsumes('application/json', FORM)
  @ApiOperation({
    summary:
      'Documents as JSON, up to a hundred, or as a form with a part "file" for each; each has an outcome of its own',
  })
  async upload(
    @Body({ schema: uploadRequest }) { tenant, documents }: UploadRequest,
    @Req() { principal, uploaded }: AuthenticatedRequest & UploadedContents,
  ): Promise<{ readonly results: readonly DocumentResult[] }> {
    readerOf(principal, tenant, this.control);
    const results: DocumentResult[] = [];
    for (const [at, { text, base64, ...metadata }] of documents.entries()) {
      const bytes = () => uploaded?.[at] ?? contentOf(text, base64);
      results.push(await this.intake.settle(metadata, async () => this.#ingest(tenant, metadata, bytes())));
    }
    return { results };
  }

  @Post('file')
  @HttpCode(200)
  @Roles(...EDITORS)
  @ApiConsumes('application/octet-stream')
  @ApiOperation({ summary: 'One document as the bytes of its file' })
  async uploadFile(
    @Query({ schema: fileQuery }) { tenant, ...metadata }: FileQuery,
    @Body() body: Readable,
    @Req() { principal }: AuthenticatedRequest,
  ): Promise<DocumentResult> {
    readerOf(principal, tenant, this.control);
    return this.uploads.receive(body, (bytes) => this.#ingest(tenant, metadata, bytes));
  }

  @Get()
  @Roles(...READERS)
  @ApiOperation({ summary: 'Documents that may be read, with what the ledger counts of each' })
  list(
    @Query({ schema: tenantQuery }) { tenant }: z.infer<typeof tenantQuery>,
    @Query({ schema: listQuery }) query: z.infer<typeof listQuery>,
    @Req() { principal }: AuthenticatedRequest,
  ): DocumentPage {
    return this.documents.list(readerOf(principal, tenant, this.control), query);
  }

  @Get(':id')
  @Roles(...READERS)
  @ApiOperation({ summary: 'One document: version, stewardship, access, and whether the index has all of it' })
  show(
    @Param('id', { schema: documentIdSchema }) documentId: string,
    @Query({ schema: tenantQuery }) { tenant }: z.infer<typeof tenantQuery>,
    @Req() { principal }: AuthenticatedRequest,
  ): DocumentView {
    const found = this.documents.show(readerOf(principal, tenant, this.control), documentId);
    if (!found) throw new StellwerkError(errors.DOCUMENT_UNKNOWN, { documentId }, { field: 'id' });
    return found;
  }

  @Delete(':id')
  @Roles(...REMOVERS)
  @ApiOperation({ summary: 'Takes a document away: its points are counted afterwards and none may be left' })
  async remove(
    @Param('id', { schema: documentIdSchema }) documentId: string,
    @Query({ schema: tenantQuery }) { tenant }: z.infer<typeof tenantQuery>,
    @Req() { principal }: AuthenticatedRequest,
  ): Promise<{ readonly deleted: readonly string[] }> {
    readerOf(principal, tenant, this.control);
    return { deleted: await this.intake.remove(tenant, documentId) };
  }

  @Delete()
  @Roles(...REMOVERS)
  @ApiOperation({ summary: 'Takes every document of a source away' })
  async removeSource(
    @Query({ schema: removalQuery }) { tenant, source }: z.infer<typeof removalQuery>,
    @Req() { principal }: AuthenticatedRequest,
  ): Promise<{ readonly deleted: readonly string[] }> {
    readerOf(principal, tenant, this.control);
    return { deleted: await this.intake.removeSource(tenant, source) };
  }

  #ingest(tenant: string, metadata: UploadMetadata, bytes: Uint8Array): Promise<DocumentResult> {
    const source = sourceOf(this.control, tenant, metadata.source);
    return this.intake.take(incomingOf(source, metadata, bytes, this.clock()));
  }
}

function contentOf(text: string | undefined, base64: string | undefined): Uint8Array {
  if (text !== undefined && base64 === undefined) return Buffer.from(text);
  if (text === undefined && base64 !== undefined) return Buffer.from(base64, 'base64');
  throw new StellwerkError(errors.CONTENT_INVALID, {}, { field: 'documents' });
}
