import { requireSupervisor } from '../supervisor/control-client.js';
import type { PartReport, StatusReport } from '../supervisor/control-protocol.js';
import type { Write } from './output.js';
import { renderTable } from './table.js';

export interface StatusOptions {
  readonly stateDir: string;
  /** One JSON document instead of a table. */
  readonly json?: boolean;
  readonly write: Write;
  readonly now?: () => Date;
  /** What somebody should look at although everything runs; asked for when a supervisor answers. */
  readonly warnings?: (report: StatusReport) => Promise<readonly string[]>;
}

/** Prints what runs. @throws LOC_NOT_RUNNING. */
export async function status(options: StatusOptions): Promise<StatusReport> {
  const { stateDir, json, write, now = () => new Date(), warnings: ask } = options;
  const report = await (await requireSupervisor(stateDir)).status();
  const warnings = (await ask?.(report)) ?? [];
  if (json) write(JSON.stringify({ ...report, warnings }, null, 2));
  else write([renderStatus(report, now()), ...warnings.map((warning) => `! ${warning}`)].join('\n'));
  return report;
}

/** A table with one row per part, as people read it. */
export function renderStatus(report: StatusReport, now: Date): string {
  const head = `stack ${report.phase}, supervisor process ${report.pid}, ports from ${report.portBase}`;
  const rows = report.parts.map((part) => [
    part.name,
    part.state,
    part.pid === null ? '-' : String(part.pid),
    String(part.port),
    String(part.restarts),
    duration(now.getTime() - Date.parse(part.since)),
    megabytes(part),
    part.reason ?? '',
  ]);
  return `${head}\n${renderTable(['part', 'state', 'process', 'port', 'restarts', 'for', 'memory', 'reason'], rows)}`;
}

const megabytes = ({ residentBytes }: PartReport) =>
  residentBytes === null ? '-' : `${Math.round(residentBytes / 1_000_000)} MB`;

/** `42s`, `3m`, `5h`, `2d`: one unit is enough to judge. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  if (seconds < 120) return `${seconds}s`;
  if (seconds < 7_200) return `${Math.floor(seconds / 60)}m`;
  if (seconds < 172_800) return `${Math.floor(seconds / 3_600)}h`;
  return `${Math.floor(seconds / 86_400)}d`;
}
