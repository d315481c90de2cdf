import type { Bus } from '@stellwerk/bus';
import { deterministicId, StellwerkError } from '@stellwerk/contracts';
import { importErrors } from '@stellwerk/import';
import { errors } from '../errors.js';
import type { Accepted } from '../protocols/protocol.js';
import type { Rejected } from '../rejected/rejected-log.js';
import type { BatchDeps } from './batch-facts.js';
import { importBatch } from './import-batch.js';
import type { ImportsDeps } from './imports.js';
import { readRefusedRow, rowNumberOf } from './refused-row.js';

export type ReplayRowDeps = Pick<ImportsDeps, 'ledger' | 'sources' | 'rejections'> &
  Pick<BatchDeps, 'sortCalls'> & { readonly bus: Pick<Bus, 'publish'>; readonly vault: ImportsDeps['vault'] };

/**
 * Takes a refused row again, as of the time it came: today's rules, the same ids. Replayed twice it is known the second time.
 * @throws StellwerkError for what is still wrong with it; UnavailableError
 */
export async function replayRow(
  { rejectedId, tenant, source, at, field }: Omit<Rejected, 'sealed'>,
  original: Buffer,
  deps: ReplayRowDeps,
): Promise<Accepted> {
  const context = deps.sources.named(tenant, source);
  const { plan, row, refused } = readRefusedRow(original, context.tenant.spec);
  await deps.ledger.catchUp();
  const requestId = deterministicId('replay', rejectedId, original.toString('base64'));
  const facts = {
    kind: plan.kind,
    mapping: refused.mapping,
    context,
    runId: deterministicId('replay run', rejectedId),
    requestId,
    startedAt: at,
    receivedAt: new Date(at),
  };
  const numbered = { ...row, row: rowNumberOf(field) };
  const batch = await importBatch([numbered], facts, { ...deps, entryOf: (key) => deps.ledger.entry(key) });
  const [problem] = batch.problems;
  if (problem) throw errorOf(problem.code, problem.problem, problem.column ?? problem.field);
  await deps.bus.publish(batch.messages);
  for (const identifier of batch.sealed) deps.vault.confirm(tenant, identifier);
  await deps.ledger.remember(tenant, requestId, at, batch.entries);
  const { kept, withoutConsent } = batch.counts;
  return { requestId, kept, rejected: 0, withoutConsent };
}

/** The error that a problem is an instance of; its text is filled already. */
function errorOf(code: string, text: string, field: string | undefined): StellwerkError {
  const entry = [...Object.values(importErrors), ...Object.values(errors)].find((row) => row.code === code);
  if (!entry) throw new RangeError(`no error ${code}`);
  return new StellwerkError({ ...entry, text }, {}, field === undefined ? {} : { field });
}
