import { purposes } from '@stellwerk/contracts';
import { type Command, Option } from 'commander';
import type { CliContext } from '../context.js';
import { ask } from '../platform/ask.js';
import { findEndpoints } from '../platform/endpoints.js';
import { withExamples } from './example.js';
import { parseName } from './options.js';

/** `identifiers open | destroy`: raw identifiers that are kept under seal. */
export function addIdentifiersCommands(program: Command, context: CliContext): void {
  const identifiers = program.command('identifiers').description('raw identifiers that are kept under seal');
  const question = async <Answer>(path: string, body: object) =>
    ask<Answer>(await findEndpoints(context.environment), 'tracking', {
      path: `/v1/identifiers/${path}`,
      method: 'POST',
      body,
      signal: context.signal,
    });
  withExamples(
    identifiers
      .command('open')
      .description('print the value behind an identity key; who opened it, and for what, is on record')
      .argument('<key>', 'identity key, such as email:5f0c…')
      .requiredOption('--tenant <tenant>', 'tenant', parseName)
      .addOption(new Option('--purpose <purpose>', 'what it is needed for').choices(purposes).makeOptionMandatory())
      .action(async (key: string, { tenant, purpose }: { tenant: string; purpose: string }) => {
        const { value } = await question<{ value: string }>('open', { tenant, key, purpose });
        context.write(value);
      }),
    'stellwerk identifiers open email:5f0c2f3b6a1d4e8f9a7b3c2d1e0f4a5b --tenant demo --purpose user_data_upload',
  );
  withExamples(
    identifiers
      .command('destroy')
      .description('destroy the key of an identifier, so that nothing sealed under it can be opened again')
      .argument('<key>', 'identity key, such as email:5f0c…')
      .requiredOption('--tenant <tenant>', 'tenant', parseName)
      .action(async (key: string, { tenant }: { tenant: string }) => {
        const { destroyed } = await question<{ destroyed: boolean }>('destroy', { tenant, key });
        context.write(destroyed ? 'destroyed' : 'nothing was kept under this key');
      }),
    'stellwerk identifiers destroy email:5f0c2f3b6a1d4e8f9a7b3c2d1e0f4a5b --tenant demo',
  );
}
