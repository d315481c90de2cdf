import { randomBytes } from 'node:crypto';
import type { ControlTable } from '@stellwerk/bus';
import { type ControlDocument, type Role, roles, StellwerkError } from '@stellwerk/contracts';
import { type Command, Option } from 'commander';
import type { CliContext } from '../context.js';
import { errors } from '../errors.js';
import { PLATFORM } from '../platform/admin-token.js';
import { findEndpoints } from '../platform/endpoints.js';
import { govern, readGoverning } from '../platform/govern.js';
import { tokenHash } from '../platform/tenant.js';
import { renderTable } from '../render/table.js';
import { withExamples } from './example.js';
import { parseDays, parseName } from './options.js';

interface TokenCommand {
  readonly name: string;
  readonly role: Role;
  readonly tenant: readonly string[];
  readonly group: readonly string[];
  readonly expires: number;
}

const DAY_MS = 86_400_000;

/** `token create | list | revoke`. */
export function addTokenCommands(program: Command, context: CliContext): void {
  const token = program.command('token').description('bearer tokens; only their hashes are kept');
  withExamples(
    token
      .command('create')
      .description('create a token and print it once')
      .requiredOption('--name <name>', 'name in logs and lists', parseName)
      .addOption(new Option('--role <role>', 'what it may do').choices(roles).makeOptionMandatory())
      .option(
        '--tenant <tenant...>',
        'tenants it is bound to; none = every tenant',
        (text: string, before: readonly string[]) => [...before, parseName(text)],
        [] as readonly string[],
      )
      .option(
        '--group <group...>',
        'groups of people that it stands for, for access to documents',
        (text: string, before: readonly string[]) => [...before, parseName(text)],
        [] as readonly string[],
      )
      .addOption(new Option('--expires <span>', 'life of the token').argParser(parseDays).default(90, '90d'))
      .action(async ({ name, role, tenant, group, expires }: TokenCommand) => {
        const endpoints = await findEndpoints(context.environment);
        const secret = randomBytes(24).toString('base64url');
        const now = context.now();
        const control = await readGoverning(endpoints);
        assertFree(control, name, now);
        const unknown = tenant.find((one) => !control.get('tenant', one, one));
        if (unknown !== undefined) throw new StellwerkError(errors.TENANT_UNKNOWN, { tenant: unknown });
        const spec = {
          sha256: tokenHash(secret),
          roles: [role],
          tenants: [...tenant],
          ...(group.length > 0 && { groups: [...group] }),
          expiresAt: new Date(now.getTime() + expires * DAY_MS).toISOString(),
          revoked: false,
        };
        await govern(endpoints, [{ kind: 'token', tenant: PLATFORM, name, spec }]);
        context.write(secret);
      }),
    'stellwerk token create --name dashboard --role viewer --tenant demo --expires 30d',
  );
  withExamples(
    token
      .command('list')
      .description('list tokens, never their secrets')
      .action(async () => {
        const rows = (await readGoverning(await findEndpoints(context.environment))).all('token');
        const columns = [
          { title: 'name', text: (row: ControlDocument<'token'>) => row.name },
          { title: 'roles', text: ({ spec }: ControlDocument<'token'>) => spec.roles.join(', ') },
          { title: 'tenants', text: ({ spec }: ControlDocument<'token'>) => spec.tenants.join(', ') || 'every' },
          { title: 'expires', text: ({ spec }: ControlDocument<'token'>) => spec.expiresAt.slice(0, 10) },
          { title: 'state', text: ({ spec }: ControlDocument<'token'>) => (spec.revoked ? 'revoked' : 'valid') },
        ];
        for (const line of renderTable(columns, rows)) context.write(line);
      }),
    'stellwerk token list',
  );
  withExamples(
    token
      .command('revoke')
      .description('make a token useless within a second')
      .argument('<name>', 'name of the token', parseName)
      .action(async (name: string) => {
        const endpoints = await findEndpoints(context.environment);
        const current = (await readGoverning(endpoints)).get('token', PLATFORM, name);
        if (!current) throw new StellwerkError(errors.TOKEN_UNKNOWN, { name });
        const spec = { ...current.spec, revoked: true };
        await govern(endpoints, [{ kind: 'token', tenant: PLATFORM, name, spec }]);
        context.write(`token ${name} revoked`);
      }),
    'stellwerk token revoke dashboard',
  );
}

/** A name stands for one token: a new one under it would silently end the old one. @throws StellwerkError CLI_TOKEN_EXISTS */
export function assertFree(control: Pick<ControlTable, 'get'>, name: string, now: Date): void {
  const current = control.get('token', PLATFORM, name)?.spec;
  if (current && !current.revoked && new Date(current.expiresAt) > now) {
    throw new StellwerkError(errors.TOKEN_EXISTS, { name });
  }
}
