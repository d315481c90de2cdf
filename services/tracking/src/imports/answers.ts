import type { Problem } from '@stellwerk/import';
import type { ImportCounts, ImportRun, ImportState } from './run.js';

/** An import as our API shows it. */
export interface ImportView {
  readonly importId: string;
  readonly runId: string;
  readonly tenant: string;
  readonly source?: string;
  readonly kind?: string;
  readonly state: ImportState;
  /** Bytes of the text that are done with: where the next part begins. */
  readonly offset: number;
  readonly bytes: number | null;
  readonly counts: ImportCounts;
  readonly startedAt: string;
  readonly at: string;
  readonly errorCode?: string;
  /** The first problems of what the request brought; every refused row is also in `tracking.rejected`. */
  readonly problems?: readonly Problem[];
}

export function viewOf({ head, progress }: ImportRun, problems?: readonly Problem[]): ImportView {
  const { importId, runId, tenant, source, kind, bytes, startedAt } = head;
  const { state, offset, counts, at, errorCode } = progress;
  return {
    importId,
    runId,
    tenant,
    source,
    kind,
    state,
    offset,
    bytes,
    counts,
    startedAt,
    at,
    ...(errorCode !== undefined && { errorCode }),
    ...(problems && { problems }),
  };
}
