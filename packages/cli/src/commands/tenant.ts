import { StellwerkError } from '@stellwerk/contracts';
import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { errors } from '../errors.js';
import { findEndpoints } from '../platform/endpoints.js';
import { govern, readGoverning } from '../platform/govern.js';
import { newWriteKey, tenantDocuments } from '../platform/tenant.js';
import { withExamples } from './example.js';
import { parseCurrency, parseName, parseRegion, parseTimezone } from './options.js';

interface TenantCommand {
  readonly displayName?: string;
  readonly currency: string;
  readonly timezone: string;
  readonly region: string;
  readonly storeByDefault?: boolean;
}

/** `tenant create`. */
export function addTenantCommands(program: Command, context: CliContext): void {
  const tenant = program.command('tenant').description('tenants: companies whose data never meet');
  withExamples(
    tenant
      .command('create')
      .description('create a tenant with standard documents and one source "web"; prints its write key')
      .argument('<tenant>', 'name in keys and URLs', parseName)
      .option('--display-name <text>', 'name for people')
      .option('--currency <code>', 'reporting currency, ISO 4217', parseCurrency, 'EUR')
      .option('--timezone <name>', 'IANA name; days of reports begin here', parseTimezone, 'Europe/Berlin')
      .option('--region <code>', 'home region, ISO 3166 or EEA', parseRegion, 'DE')
      .option(
        '--store-by-default',
        'keep events without a consent signal for analytics; without it they are only counted',
      )
      .action(async (name: string, options: TenantCommand) => {
        const endpoints = await findEndpoints(context.environment);
        const control = await readGoverning(endpoints);
        if (control.get('tenant', name, name)) throw new StellwerkError(errors.TENANT_EXISTS, { tenant: name });
        const writeKey = newWriteKey();
        const documents = tenantDocuments(name, {
          ...options,
          displayName: options.displayName ?? name,
          writeKey,
          defaultPurposes: options.storeByDefault ? ['analytics_store'] : [],
        });
        await govern(endpoints, documents);
        context.write(`tenant ${name} created; write key of its source "web": ${writeKey}`);
      }),
    'stellwerk tenant create my-shop --currency EUR --store-by-default',
  );
}
