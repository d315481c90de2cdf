import { type IdentityNamespace, identityKey, identityNamespaces, type Purpose, purposes } from '@stellwerk/contracts';
import { type Command, InvalidArgumentError } from 'commander';
import type { CliContext } from '../context.js';
import { ask } from '../platform/ask.js';
import { findEndpoints } from '../platform/endpoints.js';
import { renderTable } from '../render/table.js';
import { withExamples } from './example.js';
import { parseName } from './options.js';

interface KeyConsent {
  readonly key: string;
  readonly purposes: readonly Purpose[];
  readonly locked: readonly Purpose[];
}

/** Whom a command is about, by option. */
type SubjectOptions = { readonly tenant: string; readonly key?: readonly string[]; readonly json?: boolean } & {
  readonly [Namespace in IdentityNamespace]?: string;
};
type SetOptions = SubjectOptions & { readonly grant: readonly Purpose[]; readonly refuse: readonly Purpose[] };

/** `consent show | set`: what persons allow now. */
export function addConsentCommands(program: Command, context: CliContext): void {
  const consent = program.command('consent').description('what persons allow, beside what each event itself allows');
  const question = async (path: string, options: SubjectOptions, more: object = {}) => {
    const body = { ...subjectOf(options), ...more };
    const { consent: found } = await ask<{ consent: KeyConsent[] }>(
      await findEndpoints(context.environment),
      'tracking',
      { method: 'POST', path, body, signal: context.signal },
    );
    if (options.json) context.write(JSON.stringify(found));
    else for (const line of renderTable(COLUMNS, found)) context.write(line);
  };
  withExamples(
    withSubject(consent.command('show').description('print what may be served now for a person')).action(
      (options: SubjectOptions) => question('/v1/consent/show', options),
    ),
    'stellwerk consent show --tenant demo --email jane.doe@example.org',
  );
  withExamples(
    withSubject(
      consent
        .command('set')
        .description('write down what a person said, as in a letter; what is refused here no client can grant again'),
    )
      .option('--refuse <purposes>', `purposes between commas, or "all": ${purposes.join(', ')}`, parsePurposes, [])
      .option('--grant <purposes>', 'purposes that are allowed again', parsePurposes, [])
      .action((options: SetOptions) =>
        question('/v1/consent/set', options, { granted: options.grant, refused: options.refuse }),
      ),
    'stellwerk consent set --tenant demo --email jane.doe@example.org --refuse all',
    'stellwerk consent set --tenant demo --customer K-1001 --grant analytics_store',
  );
}

function withSubject(command: Command): Command {
  command
    .requiredOption('--tenant <tenant>', 'tenant', parseName)
    .option('--key <key>', 'identity key as it stands in tables; may come several times', collectKey);
  for (const namespace of identityNamespaces) command.option(`--${namespace} <value>`, `${namespace} of the person`);
  return command.option('--json', 'one JSON document');
}

function subjectOf(options: SubjectOptions) {
  const identifiers = identityNamespaces.flatMap((namespace) => {
    const value = options[namespace];
    return value === undefined ? [] : [{ namespace, value }];
  });
  return { tenant: options.tenant, keys: options.key ?? [], identifiers };
}

function collectKey(text: string, before: readonly string[] = []): readonly string[] {
  if (!identityKey.safeParse(text).success) {
    throw new InvalidArgumentError('give a name space and 32 hexadecimal digits, as in "device:5f0c…"');
  }
  return [...before, text];
}

function parsePurposes(text: string): readonly Purpose[] {
  if (text === 'all') return purposes;
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !(purposes as readonly string[]).includes(name));
  if (unknown !== undefined) throw new InvalidArgumentError(`"${unknown}" is none of ${purposes.join(', ')}`);
  return names as Purpose[];
}

const COLUMNS = [
  { title: 'key', text: ({ key }: KeyConsent) => key },
  { title: 'may serve', text: ({ purposes: allowed }: KeyConsent) => allowed.join(', ') || 'nothing' },
  { title: 'refused through the operator', text: ({ locked }: KeyConsent) => locked.join(', ') },
];
