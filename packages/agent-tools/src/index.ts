export {
  gateLangChainTool,
  IDEMPOTENCY_KEY,
  langChainToolsOf,
  type SchemaSource,
  schemasOf,
} from './langchain-tools.js';
export { createGatedMcpServer, gateMcpTools, IDEMPOTENCY_META, type McpTool } from './mcp-tools.js';
export { type ArgumentsSchema, definitionOf, type ToolPolicy } from './policy.js';
export { callGated, describeExecution, type ToolSession } from './session.js';
