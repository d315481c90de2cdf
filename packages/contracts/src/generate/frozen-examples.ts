import { createHash } from 'node:crypto';
import type { EventContract } from '../core/event-contract.js';
import { formatJson } from './json.js';

/**
 * Frozen examples: payloads that were valid once and must stay valid as long as the major version lives. A file is
 * named after its title and content, so an edited file gives itself away, and an example that changes in the contract
 * becomes another file beside the old one.
 */
export const EXAMPLES_FOLDER = 'schemas/examples';

/** Relative path → content of the examples that the contracts state now. */
export function currentExamples(contracts: readonly EventContract[]): Map<string, string> {
  return new Map(
    contracts.flatMap(({ type, examples }) =>
      examples.map(({ title, payload }): [string, string] => {
        const content = formatJson(payload);
        return [`${EXAMPLES_FOLDER}/${type}/${slugOf(title)}-${contentHash(content)}.json`, content];
      }),
    ),
  );
}

/**
 * What is wrong with frozen files: edited, of no event, or no longer accepted by their contract.
 * `files` maps relative paths to contents.
 */
export function frozenExampleProblems(
  contracts: readonly EventContract[],
  files: ReadonlyMap<string, string>,
): string[] {
  const byType = new Map(contracts.map((contract) => [contract.type, contract]));
  return [...files].flatMap(([file, content]) => {
    const [type = ''] = file.slice(EXAMPLES_FOLDER.length + 1).split('/');
    const contract = byType.get(type);
    if (!contract) return [`${file}: belongs to no event; delete it once ${type} is retired for good`];
    if (!file.endsWith(`-${contentHash(content)}.json`)) {
      return [`${file}: was changed after it had been frozen; restore it, and put the change into a new example`];
    }
    const parsed = contract.schema.safeParse(JSON.parse(content));
    return (parsed.error?.issues ?? []).map(
      ({ path, message }) =>
        `${file}: no longer fits ${type} at ${path.join('.') || 'payload'} (${message}); such a change needs a new major version`,
    );
  });
}

function slugOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** First 8 hex digits of SHA-256. */
function contentHash(content: string): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 8);
}
