import {
  type ImportField,
  type ImportKind,
  type ImportMapping,
  openGroups,
  StellwerkError,
} from '@stellwerk/contracts';
import { errors, type ImportErrorName } from '../errors.js';
import { timeZone } from '../values/time-zone.js';
import { createReaders, type ValueReaders } from '../values/value-reader.js';

/** What a tenant says where a file and its mapping say nothing. */
export interface ImportDefaults {
  readonly currency?: string | undefined;
  readonly timezone?: string | undefined;
}

/** One field of rows: where it comes from and how it is read. */
export interface PlannedField {
  /** `total`, `consent.marketing`, `properties.payment`, `products` */
  readonly name: string;
  readonly field: ImportField;
  /** Column of the file; `undefined` for constants. */
  readonly column: string | undefined;
  /** Position of the column in CSV. */
  readonly index: number;
  readonly constant?: string | number | boolean;
  readonly values?: ReadonlyMap<string, string | number | boolean>;
  readonly readers: ValueReaders;
}

/** How the rows of one file are read. */
export interface RowPlan {
  readonly kind: ImportKind;
  readonly mapping: ImportMapping;
  readonly fields: readonly PlannedField[];
  /** Columns of the header, `null` for JSON, whose rows name their own. */
  readonly columns: readonly string[] | null;
  /** Columns of the header that nothing uses. */
  readonly ignored: readonly string[];
  readonly currency: string | undefined;
  readonly empty: ReadonlySet<string>;
}

/** Fields of open groups are as free as properties of events. */
const openField = (group: string): ImportField => ({
  type: group === 'consent' ? 'flag' : 'text',
  description: '',
  required: false,
  schema: undefined as never,
  personal: group === 'properties',
  negative: true,
  example: '',
});

/**
 * Brings a kind, a mapping and the columns of a file together. Without `columns` in the mapping, columns that carry the
 * names of fields are used.
 * @throws StellwerkError IMP_… naming the column or field that does not fit
 */
export function planRows(
  kind: ImportKind,
  mapping: ImportMapping,
  columns: readonly string[] | null,
  defaults: ImportDefaults,
): RowPlan {
  if (mapping.kind !== undefined && mapping.kind !== kind.name) {
    throw refusal('MAPPING_OF_OTHER_KIND', { mapped: mapping.kind, kind: kind.name }, 'kind');
  }
  if (mapping.lines && !kind.lines) throw refusal('LINES_UNSUPPORTED', { kind: kind.name }, 'lines');
  if (columns) assertDistinct(columns);
  const readersOf = createReaders(mapping, timeZone(mapping.timezone ?? defaults.timezone ?? 'UTC'));
  const fields: PlannedField[] = [];
  const add = (planned: PlannedField) => {
    const other = fields.find(({ name }) => name === planned.name);
    if (other) {
      const places = { first: other.column ?? 'a constant', second: planned.column ?? 'a constant' };
      throw refusal('FIELD_REPEATED', { ...places, field: planned.name }, planned.name);
    }
    fields.push(planned);
  };
  const isKnown = (name: string) => fieldOf(kind, name) !== undefined;
  const rules = mapping.columns ?? namesOfFields(kind, columns, isKnown);
  for (const [column, rule] of Object.entries(rules)) {
    const { field: name, values, ...formats } = typeof rule === 'string' ? { field: rule } : rule;
    const index = columns ? columns.indexOf(column) : -1;
    if (columns && index < 0) throw refusal('COLUMN_UNKNOWN', { column, columns: listed(columns) }, column);
    add({
      name,
      field: known(kind, name),
      column,
      index,
      ...(values && { values: new Map(Object.entries(values)) }),
      readers: readersOf(formats),
    });
  }
  for (const [name, constant] of Object.entries(mapping.constants ?? {})) {
    add({ name, field: known(kind, name), column: undefined, index: -1, constant, readers: readersOf({}) });
  }
  if (columns || mapping.columns) assertRequired(kind, fields, columns ?? Object.keys(mapping.columns ?? {}));
  const used = new Set(fields.map(({ column }) => column));
  return {
    kind,
    mapping,
    fields,
    columns,
    ignored: columns?.filter((column) => !used.has(column)) ?? [],
    currency: mapping.currency ?? defaults.currency,
    empty: new Set(mapping.empty ?? []),
  };
}

/** The field of a name, also of an open group; `undefined` where the kind has none. */
function fieldOf(kind: ImportKind, name: string): ImportField | undefined {
  if (Object.hasOwn(kind.fields, name)) return kind.fields[name];
  const group = openGroups.find((candidate) => name.startsWith(`${candidate}.`));
  return group && kind.personal ? openField(group) : undefined;
}

function known(kind: ImportKind, name: string): ImportField {
  const field = fieldOf(kind, name);
  if (!field) throw refusal('FIELD_UNKNOWN', { field: name, kind: kind.name }, name);
  return field;
}

/** JSON rows are asked for every field of the kind, CSV for those that its header has. */
function namesOfFields(
  kind: ImportKind,
  columns: readonly string[] | null,
  isKnown: (name: string) => boolean,
): Readonly<Record<string, string>> {
  const names = columns ? columns.filter(isKnown) : Object.keys(kind.fields);
  return Object.fromEntries(names.map((name) => [name, name]));
}

function assertDistinct(columns: readonly string[]): void {
  const first = new Map<string, number>();
  for (const [index, column] of columns.entries()) {
    const earlier = first.get(column);
    if (earlier !== undefined && column !== '') {
      throw refusal('HEADER_REPEATED', { column, first: earlier + 1, second: index + 1 }, column);
    }
    first.set(column, index);
  }
}

function assertRequired(kind: ImportKind, fields: readonly PlannedField[], columns: readonly string[]): void {
  const given = new Set(fields.map(({ name }) => name));
  const missing = Object.entries(kind.fields).find(([name, { required }]) => required && !given.has(name));
  if (missing) throw refusal('COLUMN_MISSING', { field: missing[0], columns: listed(columns) }, missing[0]);
  if (kind.oneOf.length > 0 && !kind.oneOf.some((name) => given.has(name))) {
    throw refusal('COLUMN_MISSING', { field: kind.oneOf.join(', '), columns: listed(columns) }, kind.oneOf[0]);
  }
}

const MAX_LISTED = 30;

function listed(columns: readonly string[]): string {
  const names = columns.slice(0, MAX_LISTED).map((column) => `"${column.slice(0, 64)}"`);
  return columns.length > MAX_LISTED ? `${names.join(', ')} and ${columns.length - MAX_LISTED} more` : names.join(', ');
}

function refusal(
  name: ImportErrorName,
  details: Readonly<Record<string, string | number>>,
  field: string | undefined,
): StellwerkError {
  const shown = Object.entries(details).map(([key, value]) => [
    key,
    typeof value === 'string' ? value.slice(0, 2_400) : value,
  ]);
  return new StellwerkError(
    errors[name],
    Object.fromEntries(shown),
    field === undefined ? {} : { field: field.slice(0, 256) },
  );
}
