import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { Controller, Delete, Get, Headers, Inject, Post, Req, Res } from '@nestjs/common';
import type { ControlTable } from '@stellwerk/bus';
import { StellwerkError } from '@stellwerk/contracts';
import { ApiOperation, ApiTags, type AuthenticatedRequest, CONTROL_TABLE, Roles } from '@stellwerk/service';
import type { FastifyReply } from 'fastify';
import { sentencesOf } from '../asking/settings.js';
import { errors } from '../errors.js';
import { createMcpServer, type McpParts } from '../mcp/tools.js';
import { MCP_PARTS } from '../tokens.js';
import { goneSignal } from './gone-signal.js';
import { READERS } from './knowledge-roles.js';
import { readerOf } from './reader.js';
import { TENANT_HEADER, tenantOf } from './tenant-header.js';

/** The knowledge base for agents: Model Context Protocol, streamable HTTP, without sessions. */
@ApiTags('knowledge')
@Controller('mcp')
@Roles(...READERS)
export class McpController {
  constructor(
    @Inject(MCP_PARTS) private readonly parts: McpParts,
    @Inject(CONTROL_TABLE) private readonly control: ControlTable,
  ) {}

  @Post()
  @ApiOperation({ summary: 'A message of the Model Context Protocol; tools search, ask and list-documents' })
  async message(
    @Headers(TENANT_HEADER) tenant: string | undefined,
    @Req() request: AuthenticatedRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { principal } = request;
    const reader = readerOf(principal, tenantOf(principal, tenant), this.control);
    const server = createMcpServer(this.parts, {
      reader,
      caller: principal.name,
      maxSentences: sentencesOf(this.control, reader.tenant),
      signal: goneSignal(reply),
    });
    const transport = new StreamableHTTPServerTransport({ enableJsonResponse: true });
    // Its optional members say "or undefined" where the interface of the same package does not.
    await server.connect(transport as Parameters<typeof server.connect>[0]);
    reply.raw.once('close', () => void server.close());
    reply.hijack();
    await transport.handleRequest(request.raw, reply.raw, request.body);
  }

  @Get()
  @ApiOperation({ summary: 'Refused: nothing is said here unasked' })
  listen(): never {
    throw new StellwerkError(errors.NO_SESSIONS);
  }

  @Delete()
  @ApiOperation({ summary: 'Refused: there are no sessions to end' })
  end(): never {
    throw new StellwerkError(errors.NO_SESSIONS);
  }
}
