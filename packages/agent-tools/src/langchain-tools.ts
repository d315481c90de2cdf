import type { CallbackManagerForToolRun } from '@langchain/core/callbacks/manager';
import { StructuredTool, type StructuredToolInterface, type ToolRunnableConfig } from '@langchain/core/tools';
import { toJsonSchema } from '@langchain/core/utils/json_schema';
import type { GatedTool, JsonObject } from '@stellwerk/guard';
import { type ArgumentsSchema, definitionOf, type ToolPolicy } from './policy.js';
import { callGated, describeExecution, type ToolSession } from './session.js';

/** Where a gated tool finds the key by which it keeps a repetition from having a second effect. */
export const IDEMPOTENCY_KEY = 'idempotencyKey';

/**
 * A LangChain tool as the gate sees it. The tool gets the call's key as `config.configurable.idempotencyKey`.
 * @throws Error where its schema is open and its policy names sinks
 */
export function gateLangChainTool(tool: StructuredToolInterface, policy: ToolPolicy): GatedTool {
  return {
    definition: definitionOf(tool.name, closedSchemaOf(tool), policy),
    runner: {
      run: async (given, key, signal) => {
        const value: unknown = await tool.invoke(given, { configurable: { [IDEMPOTENCY_KEY]: key }, signal });
        return { value, costMicros: policy.maxCostMicros };
      },
    },
  };
}

/** zod objects take members that they do not name and drop them; here they are refused, so that nothing passes unseen. */
function closedSchemaOf({ schema }: StructuredToolInterface): ArgumentsSchema {
  return { ...toJsonSchema(schema), additionalProperties: false };
}

/**
 * The tools that an agent gets: of the same names, and each call goes through the gate. Give the agent these and nothing else;
 * LangGraph's `ToolNode` runs them like any other.
 */
export function langChainToolsOf(
  tools: Iterable<GatedTool>,
  schemas: SchemaSource,
  session: ToolSession,
): StructuredTool[] {
  return [...tools].map(
    ({ definition }) =>
      new GatedLangChainTool(definition.name, definition.description, schemas(definition.name), session),
  );
}

/** The JSON Schema of a tool's arguments, by its name. */
export type SchemaSource = (tool: string) => ArgumentsSchema;

/** The schemas of LangChain tools. */
export function schemasOf(tools: readonly StructuredToolInterface[]): SchemaSource {
  const byName = new Map(tools.map((tool) => [tool.name, closedSchemaOf(tool)]));
  return (name) => byName.get(name) ?? { type: 'object', additionalProperties: false };
}

class GatedLangChainTool extends StructuredTool {
  constructor(
    override readonly name: string,
    override readonly description: string,
    override readonly schema: ArgumentsSchema,
    private readonly session: ToolSession,
  ) {
    super();
  }

  protected override async _call(
    given: JsonObject,
    _manager?: CallbackManagerForToolRun,
    config?: ToolRunnableConfig,
  ): Promise<string> {
    const execution = await callGated(
      this.session,
      { tool: this.name, arguments: given, callId: config?.toolCall?.id },
      config?.signal,
    );
    return describeExecution(execution).text;
  }
}
