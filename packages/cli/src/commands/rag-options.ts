import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import { parseName } from './options.js';

/** Names between commas. */
export const parseList = (text: string): readonly string[] =>
  text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** `name=value`, gathered over repetitions. */
export function parseTags(text: string, before: Readonly<Record<string, string>> = {}): Record<string, string> {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('give name=value');
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
}

export interface FilterOptions {
  readonly source?: readonly string[];
  readonly document?: readonly string[];
  readonly languages?: readonly string[];
  readonly tag?: Readonly<Record<string, string>>;
  readonly from?: string;
  readonly to?: string;
  readonly trust?: string;
}

/** Adds what search, questions and evaluation can be narrowed by. */
export const withFilters = (command: Command): Command =>
  command
    .requiredOption('--tenant <tenant>', 'tenant', parseName)
    .option('--source <sources>', 'only of these sources, between commas', parseList)
    .option('--document <ids>', 'only of these documents, between commas', parseList)
    .option('--languages <languages>', 'only texts of these languages, between commas', parseList)
    .option('--tag <name=value>', 'only with this tag, repeatable', parseTags)
    .option('--from <date>', 'only content of this date or later')
    .option('--to <date>', 'only content of this date or earlier')
    .addOption(
      new Option('--trust <level>', 'only sources of at least this trust').choices(['untrusted', 'reviewed', 'own']),
    );

/** Filters as the service takes them. */
export function filtersOf({ source, document, languages, tag, from, to, trust }: FilterOptions): object {
  return {
    ...(source && { sources: source }),
    ...(document && { documentIds: document }),
    ...(languages && { languages }),
    ...(tag && { tags: Object.fromEntries(Object.entries(tag).map(([name, value]) => [name, [value]])) }),
    ...(from !== undefined && { publishedFrom: from }),
    ...(to !== undefined && { publishedTo: to }),
    ...(trust !== undefined && { minimumTrust: trust }),
  };
}
