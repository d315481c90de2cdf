import { createHash } from 'node:crypto';
import type { Panel } from '../panel.js';

const VERSION = 'stellwerk.mmm.panel.v1';

/**
 * SHA-256 (hex) of a panel's canonical content: a line of JSON with the version, grain, dates, geos, currency and sorted column names,
 * then the arrays in that order as float64, little endian. Geos are in the order of their names, so neither the order of the rows nor
 * that of the columns changes it.
 */
export function hashPanel(panel: Omit<Panel, 'dataHash'>): string {
  const { grain, dates, geos, population, outcome, valuePerUnit, currency } = panel;
  const columns = [...panel.columns].sort(([a], [b]) => (a < b ? -1 : 1));
  const head = {
    version: VERSION,
    grain,
    dates,
    geos,
    currency,
    hasPopulation: population !== null,
    hasValue: valuePerUnit !== null,
    columns: columns.map(([name]) => name),
  };
  const hash = createHash('sha256').update(`${JSON.stringify(head)}\n`);
  const arrays = [population, outcome, valuePerUnit, ...columns.map(([, values]) => values)];
  for (const values of arrays) if (values) hash.update(littleEndian(values));
  return hash.digest('hex');
}

function littleEndian(values: Float64Array): Uint8Array {
  const bytes = new Uint8Array(values.length * 8);
  const view = new DataView(bytes.buffer);
  // −0 and 0 are the same amount.
  for (let at = 0; at < values.length; at++) view.setFloat64(at * 8, (values[at] ?? 0) + 0, true);
  return bytes;
}
