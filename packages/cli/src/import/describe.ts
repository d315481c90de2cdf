import { formatNumber } from '../render/number.js';
import type { CheckedFile } from './check-local.js';

const NAMES = { csv: 'CSV', jsonl: 'JSON Lines', parquet: 'Parquet' } as const;
const MOST_COLUMNS = 20;

/** What a file was taken for, so that nothing is guessed unseen. */
export function describeFile(name: string, { source, delimiter, plan, check }: CheckedFile): string[] {
  const parts = [
    NAMES[source.format],
    ...(source.isPacked ? ['gzip'] : []),
    ...(source.encoding ? [source.encoding.toUpperCase().replace('WINDOWS', 'Windows')] : []),
    ...(delimiter ? [`delimiter ${delimiter === '\t' ? 'tab' : delimiter}`] : []),
    `${formatNumber(check.rows)} rows`,
  ];
  return [`${name}: ${parts.join(', ')}`, ...(plan.ignored.length > 0 ? [`left out: ${listed(plan.ignored)}`] : [])];
}

function listed(columns: readonly string[]): string {
  const shown = columns.slice(0, MOST_COLUMNS).join(', ');
  return columns.length > MOST_COLUMNS ? `${shown} and ${columns.length - MOST_COLUMNS} more` : shown;
}
