import { AjvJsonSchemaValidator } from '@modelcontextprotocol/sdk/validation/ajv';
import type { JsonObject, ToolDefinition } from '@stellwerk/guard';

/** What the operator decides about a tool; the rest is found out from the tool itself. */
export type ToolPolicy = Omit<ToolDefinition, 'name' | 'problems'>;

/** A JSON Schema of an object of arguments. */
export type ArgumentsSchema = Readonly<Record<string, unknown>>;

const schemas = new AjvJsonSchemaValidator();

/**
 * A definition with its arguments checked against a JSON Schema.
 * @throws Error where a member may be named that the schema does not know: nobody has decided what may flow into it
 */
export function definitionOf(name: string, schema: ArgumentsSchema, policy: ToolPolicy): ToolDefinition {
  if (schema.additionalProperties !== false && Object.keys(policy.sinks).length > 0) {
    const open = 'takes arguments that its schema does not name; set additionalProperties to false';
    throw new Error(`${name} ${open}`);
  }
  const validate = schemas.getValidator(schema);
  return {
    ...policy,
    name,
    problems: (given: JsonObject) => {
      const result = validate(given);
      return result.valid ? [] : [result.errorMessage];
    },
  };
}
