import { StellwerkError } from '@stellwerk/contracts';
import { parseDocument } from 'yaml';
import type { z } from 'zod';
import { errors } from '../../errors.js';
import { checkSpec, type SpecProblem } from './check.js';
import { mmmSpecSchema, type SpecInput } from './schema.js';

/**
 * Reads a specification from YAML (or JSON, which is YAML).
 * @throws StellwerkError MMM_SPEC_UNREADABLE where the text is no YAML, with its line;
 *   MMM_SPEC_INVALID naming the path of the first problem, what is wrong and the remedy
 */
export function parseSpec(text: string): SpecInput {
  const document = parseDocument(text, { uniqueKeys: true, prettyErrors: true });
  const [first] = document.errors;
  if (first) throw new StellwerkError(errors.SPEC_UNREADABLE, { problem: first.message.split('\n')[0] ?? '' });
  return readSpec(document.toJS({ maxAliasCount: 100 }));
}

/** The same from a value that has been read already, such as the body of a request. */
export function readSpec(given: unknown): SpecInput {
  const parsed = mmmSpecSchema.safeParse(given);
  if (!parsed.success) throw invalid(explain(parsed.error, given));
  const [problem] = checkSpec(parsed.data);
  if (problem) throw invalid(problem);
  return parsed.data;
}

const invalid = ({ path, problem, remedy }: SpecProblem) =>
  new StellwerkError(errors.SPEC_INVALID, { path, problem, remedy }, { field: path });

type Issue = z.core.$ZodIssue;

function explain(error: z.ZodError, given: unknown): SpecProblem {
  const [issue] = error.issues;
  if (!issue) return { path: '(root)', problem: 'does not fit', remedy: 'compare it with the JSON Schema' };
  return explainIssue(issue, [], given);
}

function explainIssue(issue: Issue, above: readonly PropertyKey[], given: unknown): SpecProblem {
  const keys = [...above, ...issue.path];
  const path = pathText(keys);
  if (issue.code === 'unrecognized_keys')
    return {
      path: pathText([...keys, issue.keys[0] ?? '']),
      problem: 'is not known here',
      remedy: 'remove it or correct its spelling; the JSON Schema lists what may stand here',
    };
  if (issue.code === 'invalid_union') {
    // Of the alternatives the one that went deepest is what was meant.
    const deepest = issue.errors
      .flatMap((alternative) => alternative.slice(0, 1))
      .sort(
        (a, b) =>
          b.path.length - a.path.length ||
          Number(b.code === 'unrecognized_keys') - Number(a.code === 'unrecognized_keys'),
      )[0];
    if (deepest && (deepest.path.length > 0 || deepest.code === 'unrecognized_keys'))
      return explainIssue(deepest, keys, given);
    const choices = issue.errors.flat().flatMap((one) => (one.code === 'invalid_value' ? one.values.map(String) : []));
    return {
      path,
      problem: 'does not fit',
      remedy:
        choices.length > 0 ? `take one of ${choices.join(', ')}, or its long form` : 'compare it with the JSON Schema',
    };
  }
  if (issue.code === 'invalid_value')
    return { path, problem: `must be one of ${issue.values.map(String).join(', ')}`, remedy: 'take one of them' };
  if (issue.code === 'invalid_type' && valueAt(given, keys) === undefined)
    return { path, problem: 'is missing', remedy: `add it (${issue.expected})` };
  return { path, problem: lowerFirst(issue.message), remedy: 'correct the value' };
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

function valueAt(given: unknown, path: readonly PropertyKey[]): unknown {
  let at = given;
  for (const key of path) at = typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined;
  return at;
}

/** `paid[0].adstock.maxLag` */
function pathText(keys: readonly PropertyKey[]): string {
  const text = keys.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return text.replace(/^\./, '') || '(root)';
}
