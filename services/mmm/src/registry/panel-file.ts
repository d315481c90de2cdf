import { StellwerkError } from '@stellwerk/contracts';
import type { Panel } from '../domain/panel.js';
import { errors } from '../errors.js';

/** Data of a fit as one file: a line of JSON that names the columns, then their numbers, 8 bytes each, little-endian. */
const FORMAT = 'stellwerk.mmm.panel.v1';
const NEW_LINE = 10;
const OUTCOME = 'outcome';
const POPULATION = 'population';
const VALUE = 'valuePerUnit';

interface Header {
  readonly format: typeof FORMAT;
  readonly grain: Panel['grain'];
  readonly dates: readonly string[];
  readonly geos: readonly string[];
  readonly currency: string | null;
  readonly dataHash: string;
  /** Where numbers stand, and how many: fixed fields by name, further columns with a leading colon. */
  readonly arrays: readonly (readonly [name: string, length: number])[];
}

export function encodePanel(panel: Panel): Uint8Array {
  const arrays: (readonly [string, Float64Array])[] = [
    [OUTCOME, panel.outcome],
    ...(panel.population ? [[POPULATION, panel.population] as const] : []),
    ...(panel.valuePerUnit ? [[VALUE, panel.valuePerUnit] as const] : []),
    ...[...panel.columns].map(([name, values]) => [`:${name}`, values] as const),
  ];
  const { grain, dates, geos, currency, dataHash } = panel;
  const header: Header = {
    format: FORMAT,
    grain,
    dates,
    geos,
    currency,
    dataHash,
    arrays: arrays.map(([name, values]) => [name, values.length]),
  };
  const head = Buffer.from(`${JSON.stringify(header)}\n`);
  const numbers = arrays.flatMap(([, values]) => [...values]);
  const bytes = Buffer.alloc(head.length + 8 * numbers.length);
  head.copy(bytes);
  numbers.forEach((value, index) => {
    bytes.writeDoubleLE(value, head.length + 8 * index);
  });
  return bytes;
}

/** @throws StellwerkError MMM_RUN_DAMAGED where the bytes are not what `encodePanel` wrote */
export function decodePanel(given: Uint8Array, file: string): Panel {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
  const end = bytes.indexOf(NEW_LINE);
  const damaged = (problem: string) => new StellwerkError(errors.RUN_DAMAGED, { file, problem });
  if (end < 0) throw damaged('it has no header');
  const header = parseHeader(bytes.toString('utf8', 0, end));
  if (header?.format !== FORMAT) throw damaged(`it is no ${FORMAT}`);
  const length = header.arrays.reduce((sum, [, count]) => sum + count, 0);
  if (bytes.length !== end + 1 + 8 * length) throw damaged('its length does not fit its header');
  let at = end + 1;
  const arrays = new Map<string, Float64Array>();
  for (const [name, count] of header.arrays) {
    const values = new Float64Array(count);
    for (let index = 0; index < count; index++, at += 8) values[index] = bytes.readDoubleLE(at);
    arrays.set(name, values);
  }
  const outcome = arrays.get(OUTCOME);
  if (!outcome) throw damaged('the outcome is missing');
  const { grain, dates, geos, currency, dataHash } = header;
  return {
    grain,
    dates,
    geos,
    currency,
    dataHash,
    outcome,
    population: arrays.get(POPULATION) ?? null,
    valuePerUnit: arrays.get(VALUE) ?? null,
    columns: new Map([...arrays].flatMap(([name, values]) => (name.startsWith(':') ? [[name.slice(1), values]] : []))),
  };
}

function parseHeader(text: string): Header | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
