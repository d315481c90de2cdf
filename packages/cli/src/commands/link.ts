import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { ask } from '../platform/ask.js';
import { findEndpoints } from '../platform/endpoints.js';
import { withExamples } from './example.js';
import { parseName } from './options.js';

interface LinkCommand {
  readonly tenant: string;
  readonly source: string;
  readonly to: string;
  readonly name?: string;
  readonly utmSource?: string;
  readonly utmMedium?: string;
  readonly utmCampaign?: string;
  readonly utmTerm?: string;
  readonly utmContent?: string;
  readonly json?: boolean;
}

interface SignedLink {
  readonly link: string;
  readonly longLink: string;
}

/** `link create`: counted links for mails and printed codes. */
export function addLinkCommands(program: Command, context: CliContext): void {
  const link = program.command('link').description('counted links for mails and printed codes');
  withExamples(
    link
      .command('create')
      .description('sign a link that is counted before it leads on; prints its short form')
      .requiredOption('--tenant <tenant>', 'tenant', parseName)
      .option('--source <source>', 'source that counts', parseName, 'web')
      .requiredOption('--to <url>', 'absolute address that it leads to')
      .option('--name <text>', 'what is clicked, in words for people')
      .option('--utm-source <text>', 'campaign source of everybody who follows it')
      .option('--utm-medium <text>', 'campaign medium')
      .option('--utm-campaign <text>', 'campaign name')
      .option('--utm-term <text>', 'campaign term')
      .option('--utm-content <text>', 'campaign content')
      .option('--json', 'both forms as one JSON document')
      .action(async ({ tenant, source, to, name, json, ...utm }: LinkCommand) => {
        const { utmSource, utmMedium, utmCampaign, utmTerm, utmContent } = utm;
        const campaign = {
          source: utmSource,
          medium: utmMedium,
          name: utmCampaign,
          term: utmTerm,
          content: utmContent,
        };
        const signed = await ask<SignedLink>(await findEndpoints(context.environment), 'tracking', {
          method: 'POST',
          path: '/v1/links',
          body: { tenant, source, url: to, name, campaign },
          signal: context.signal,
        });
        context.write(json ? JSON.stringify(signed) : signed.link);
      }),
    'stellwerk link create --tenant demo --to https://shop.example/herbst --utm-source newsletter --utm-medium email',
  );
}
