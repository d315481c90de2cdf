import type { Client } from '@modelcontextprotocol/sdk/client';
import { Server } from '@modelcontextprotocol/sdk/server';
import { CallToolRequestSchema, ListToolsRequestSchema, type Tool } from '@modelcontextprotocol/sdk/types.js';
import { type GatedTool, ToolNotRun } from '@stellwerk/guard';
import { type ArgumentsSchema, definitionOf, type ToolPolicy } from './policy.js';
import { callGated, describeExecution, type ToolSession } from './session.js';

/** Where a call's key stands in `_meta`, so that the server can keep a repetition from having a second effect. */
export const IDEMPOTENCY_META = 'stellwerk/idempotency-key';

/** A gated tool with the schema that agents are told. */
export interface McpTool extends GatedTool {
  readonly schema: ArgumentsSchema;
}

/**
 * The tools of an MCP server that a policy knows. A tool without a policy is not there: a server may add tools at any time, and
 * rename them. Descriptions come from the policy, because what a server says of its tools is read by models as if it were theirs.
 */
export async function gateMcpTools(client: Client, policies: ReadonlyMap<string, ToolPolicy>): Promise<McpTool[]> {
  const tools: Tool[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.listTools(cursor === undefined ? {} : { cursor });
    tools.push(...page.tools);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return tools.flatMap((tool) => {
    const policy = policies.get(tool.name);
    return policy ? [gateMcpTool(client, tool, policy)] : [];
  });
}

function gateMcpTool(client: Client, { name, inputSchema }: Tool, policy: ToolPolicy): McpTool {
  const schema = { ...inputSchema, additionalProperties: false };
  return {
    schema,
    definition: definitionOf(name, schema, policy),
    runner: {
      run: async (given, key, signal) => {
        const request = { name, arguments: { ...given }, _meta: { [IDEMPOTENCY_META]: key } };
        const answer = await client.callTool(request, undefined, { signal });
        // An MCP tool says so when it could not do what it was asked.
        if (answer.isError) throw new ToolNotRun(`${name} answered with an error`);
        return { value: answer.structuredContent ?? answer.content, costMicros: policy.maxCostMicros };
      },
    },
  };
}

/**
 * An MCP server for one agent's task: it offers the tools, and every call goes through the gate. The agent connects to this server
 * and has no way to the one behind it.
 */
export function createGatedMcpServer(tools: readonly McpTool[], session: ToolSession): Server {
  const server = new Server({ name: 'stellwerk', version: '1' }, { capabilities: { tools: {} } });
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: tools.map(({ definition: { name, description }, schema }) => ({
      name,
      description,
      inputSchema: { ...schema, type: 'object' as const },
    })),
  }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, { signal }) => {
    const key = params._meta?.[IDEMPOTENCY_META];
    const callId = typeof key === 'string' ? key : undefined;
    const execution = await callGated(
      session,
      { tool: params.name, arguments: params.arguments ?? {}, callId },
      signal,
    );
    const { text, isError } = describeExecution(execution);
    return { content: [{ type: 'text', text }], isError };
  });
  return server;
}
