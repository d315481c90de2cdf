import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { ask } from '../platform/ask.js';
import { findEndpoints } from '../platform/endpoints.js';
import { formatNumber } from '../render/number.js';
import { withExamples } from './example.js';
import { parseName } from './options.js';

const LINES = [
  ['accepted', 'accepted at the door, repeats included'],
  ['duplicates', 'under an id that had been seen before'],
  ['withoutConsent', 'not kept: no purpose for storage was allowed'],
  ['rejected', 'refused at the door; see "stellwerk rejected list"'],
  ['distinct', 'different events behind de-duplication'],
  ['stored', 'of these, queryable'],
  ['deadLetters', 'messages given up; see "stellwerk dead list"'],
  ['missing', 'neither stored nor dead'],
  ['repeated', 'stored more than once'],
] as const;

/** `books`: what became of a tenant's events. */
export function addBooksCommand(program: Command, context: CliContext): void {
  withExamples(
    program
      .command('books')
      .description("count a tenant's events at every stage, so that nothing is lost unseen")
      .requiredOption('--tenant <tenant>', 'tenant', parseName)
      .option('--json', 'one JSON document')
      .action(async ({ tenant, json }: { tenant: string; json?: boolean }) => {
        const endpoints = await findEndpoints(context.environment);
        const books = await ask<Record<string, number>>(endpoints, 'warehouse', {
          path: '/v1/books',
          query: { tenant },
        });
        if (json) {
          context.write(JSON.stringify(books));
          return;
        }
        for (const [name, meaning] of LINES) {
          context.write(`${formatNumber(books[name] ?? 0).padStart(14)}  ${name.padEnd(14)}  ${meaning}`);
        }
      }),
    'stellwerk books --tenant demo',
  );
}
