import { StellwerkError } from '@stellwerk/contracts';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { errors } from '../errors.js';

const MAX_PROBLEMS = 10;

/**
 * A check of arguments against a JSON Schema. The sentences name fields and rules, never values.
 * @throws GRS_TOOL_INVALID where the schema itself is wrong, or open to members that it does not name
 */
export function compileArguments(tool: string, schema: object): (given: unknown) => readonly string[] {
  const fail = (problem: string) => new StellwerkError(errors.TOOL_INVALID, { tool, problem });
  // An argument that nobody described has no sink, so nobody has decided what may flow into it.
  if (!('additionalProperties' in schema) || schema.additionalProperties !== false)
    throw fail('arguments must be an object with "additionalProperties": false');
  const ajv = new Ajv2020({ allErrors: true, strict: true, validateFormats: false });
  let validate: ReturnType<typeof ajv.compile>;
  try {
    validate = ajv.compile(schema);
  } catch (error) {
    throw fail(error instanceof Error ? error.message : 'not a JSON Schema');
  }
  return (given) => {
    if (validate(given)) return [];
    return (validate.errors ?? []).slice(0, MAX_PROBLEMS).map(sentenceOf);
  };
}

function sentenceOf({ instancePath, message, params }: ErrorObject): string {
  const field = instancePath === '' ? 'arguments' : instancePath.slice(1).replaceAll('/', '.');
  const extra = 'additionalProperty' in params ? ` (${String(params.additionalProperty).slice(0, 64)})` : '';
  return `${field} ${message ?? 'does not fit'}${extra}`;
}
