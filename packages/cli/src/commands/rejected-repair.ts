import { readFile } from 'node:fs/promises';
import { StellwerkError } from '@stellwerk/contracts';
import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { errors } from '../errors.js';
import { ask } from '../platform/ask.js';
import { findEndpoints } from '../platform/endpoints.js';
import { unreadable } from '../platform/unreadable.js';
import { listRejected, MOST_LISTED } from '../rejected/listed.js';
import { withExamples } from './example.js';
import { parseName, parseUuid } from './options.js';

/** What the door answers to a replay. */
interface Accepted {
  readonly kept: number;
  readonly rejected: number;
  readonly withoutConsent: number;
}

/** An original that the door refuses as it did before. */
interface Refusal {
  readonly id: string;
  readonly code: string;
  readonly detail: string;
}

interface SendCommand {
  readonly tenant: string;
  readonly json?: boolean | undefined;
}

type Send = (id: string, tenant: string, fixed?: string) => Promise<Accepted>;

/** `rejected fix | replay`: sends what the door refused again. */
export function addRepairCommands(rejected: Command, context: CliContext): void {
  const tell = (answer: Accepted, { tenant, json }: SendCommand) => {
    context.write(json ? JSON.stringify(answer) : said(answer));
    assertTaken(answer.rejected, tenant);
  };
  withExamples(
    rejected
      .command('fix')
      .description('send mended bytes in place of the original, not packed, as of the time it came')
      .argument('<id>', 'id as listed', parseUuid)
      .requiredOption('--tenant <tenant>', 'tenant', parseName)
      .requiredOption('--file <path>', 'mended body, or event where a single event was refused')
      .option('--json', 'one JSON document')
      .action(async (id: string, { file, tenant, json }: SendCommand & { file: string }) => {
        const bytes = await readFile(file).catch((error: unknown) => {
          throw unreadable(file, error);
        });
        const send = await sender(context);
        tell(await send(id, tenant, bytes.toString('base64')), { tenant, json });
      }),
    'stellwerk rejected fix 5f0c2f3b-6a1d-5e8f-9a7b-3c2d1e0f4a5b --tenant demo --file mended.json',
  );
  withExamples(
    rejected
      .command('replay')
      .description('send originals through the door again, after their cause was removed')
      .argument('[id...]', 'ids as listed', collectUuid)
      .requiredOption('--tenant <tenant>', 'tenant', parseName)
      .option('--code <code>', `instead of ids: all among the newest ${MOST_LISTED} that were refused with this code`)
      .option('--json', 'one JSON document')
      .action(async (ids: readonly string[] = [], { tenant, code, json }: SendCommand & { code?: string }) => {
        if (ids.length > 0 === (code !== undefined)) {
          throw new StellwerkError(errors.OPTION_INVALID, { option: 'id', problem: 'name ids, or a code by --code' });
        }
        const send = await sender(context);
        const [first, ...others] = ids;
        if (first !== undefined && others.length === 0) return tell(await send(first, tenant), { tenant, json });
        const all = code === undefined ? ids : await idsUnder(code, tenant, context);
        const { refusals, ...answer } = await replayAll(all, tenant, send);
        if (json) context.write(JSON.stringify({ originals: all.length, ...answer, refusals }));
        else {
          for (const { id, code: why, detail } of refusals) context.write(`${id} ${why}: ${detail}`);
          context.write(`${all.length} sent again: ${said(answer)}, ${refusals.length} refused as before`);
        }
        assertTaken(answer.rejected + refusals.length, tenant);
      }),
    'stellwerk rejected replay 5f0c2f3b-6a1d-5e8f-9a7b-3c2d1e0f4a5b --tenant demo',
    'stellwerk rejected replay --code TRK_EVENT_TOO_LARGE --tenant demo',
  );
}

/** Where the door is, is looked up once, however many originals are sent to it. */
async function sender({ environment, signal }: CliContext): Promise<Send> {
  const endpoints = await findEndpoints(environment);
  return (id, tenant, fixed) => {
    const body = { tenant, ...(fixed !== undefined && { fixed }) };
    const path = `/v1/rejected/${encodeURIComponent(id)}/replay`;
    return ask<Accepted>(endpoints, 'tracking', { path, method: 'POST', body, signal });
  };
}

/** What can be sent again of what is listed under a code. */
async function idsUnder(code: string, tenant: string, context: CliContext): Promise<string[]> {
  const listed = await listRejected({ tenant, limit: MOST_LISTED }, context);
  return listed
    .filter((one) => one.code === code && one.hasOriginal && one.keptBytes === undefined)
    .map(({ rejectedId }) => rejectedId);
}

/** What is wrong with one original does not keep back the others; anything else that goes wrong does. */
async function replayAll(
  ids: readonly string[],
  tenant: string,
  send: Send,
): Promise<Accepted & { readonly refusals: readonly Refusal[] }> {
  let sum: Accepted = { kept: 0, rejected: 0, withoutConsent: 0 };
  const refusals: Refusal[] = [];
  for (const id of ids) {
    try {
      const { kept, rejected, withoutConsent } = await send(id, tenant);
      sum = {
        kept: sum.kept + kept,
        rejected: sum.rejected + rejected,
        withoutConsent: sum.withoutConsent + withoutConsent,
      };
    } catch (error) {
      if (!isOfOriginal(error)) throw error;
      refusals.push({ id, code: error.code, detail: error.message });
    }
  }
  return { ...sum, refusals };
}

function isOfOriginal(error: unknown): error is StellwerkError {
  return error instanceof StellwerkError && error.code.startsWith('TRK_') && error.entry.status < 500;
}

const said = ({ kept, rejected, withoutConsent }: Accepted): string =>
  `${kept} kept, ${rejected} refused anew, ${withoutConsent} without consent to keep`;

/** @throws CLI_STILL_REFUSED */
function assertTaken(refused: number, tenant: string): void {
  if (refused > 0) throw new StellwerkError(errors.STILL_REFUSED, { refused, tenant });
}

const collectUuid = (text: string, before: readonly string[] = []): readonly string[] => [...before, parseUuid(text)];
