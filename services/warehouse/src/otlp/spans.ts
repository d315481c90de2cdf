import type { AnyValue, ExportRequest, KeyValue, OtlpSpan } from './request.js';

/** Columns of `ops.otel_traces` in the order of {@link toSpanRows}. */
export const spanColumns = [
  'Timestamp',
  'TraceId',
  'SpanId',
  'ParentSpanId',
  'TraceState',
  'SpanName',
  'SpanKind',
  'ServiceName',
  'ResourceAttributes',
  'ScopeName',
  'ScopeVersion',
  'SpanAttributes',
  'Duration',
  'StatusCode',
  'StatusMessage',
  'Events.Timestamp',
  'Events.Name',
  'Events.Attributes',
  'Links.TraceId',
  'Links.SpanId',
  'Links.TraceState',
  'Links.Attributes',
] as const;

export interface SpanRows {
  readonly rows: readonly (readonly unknown[])[];
  /** Spans without usable ids or times. */
  readonly rejected: number;
}

const KINDS = ['Unspecified', 'Internal', 'Server', 'Client', 'Producer', 'Consumer'];
const STATUS_CODES = ['Unset', 'Ok', 'Error'];
/** End of `DateTime64(9)`: nanoseconds since 1970 in 63 bits. */
const LAST_NANOSECOND = 2n ** 63n - 1n;
/** Attribute values may nest; deeper than this they are cut. */
const MAX_DEPTH = 8;

/** Rows as the OpenTelemetry Collector's ClickHouse exporter writes them; unusable spans are counted, not stored. */
export function toSpanRows(request: ExportRequest): SpanRows {
  const rows: unknown[][] = [];
  let rejected = 0;
  for (const { resource, scopeSpans } of request.resourceSpans) {
    const resourceAttributes = textAttributes(resource.attributes);
    const service = resourceAttributes['service.name'] ?? '';
    for (const { scope, spans } of scopeSpans) {
      for (const span of spans) {
        if (!isUsable(span)) rejected += 1;
        else rows.push(spanRow(span, service, resourceAttributes, scope));
      }
    }
  }
  return { rows, rejected };
}

function isUsable({ traceId, spanId, startTimeUnixNano }: OtlpSpan): boolean {
  const startNs = BigInt(startTimeUnixNano);
  return isId(traceId, 32) && isId(spanId, 16) && startNs > 0n && startNs <= LAST_NANOSECOND;
}

const isId = (id: string, digits: number) => id.length === digits && /^[0-9a-f]+$/i.test(id) && !/^0+$/.test(id);

function spanRow(
  span: OtlpSpan,
  service: string,
  resourceAttributes: Readonly<Record<string, string>>,
  scope: { readonly name: string; readonly version: string },
): unknown[] {
  const startNs = BigInt(span.startTimeUnixNano);
  const endNs = BigInt(span.endTimeUnixNano);
  return [
    nanosecondCell(startNs),
    span.traceId.toLowerCase(),
    span.spanId.toLowerCase(),
    span.parentSpanId.toLowerCase(),
    span.traceState,
    span.name,
    KINDS[span.kind] ?? 'Unspecified',
    service,
    resourceAttributes,
    scope.name,
    scope.version,
    textAttributes(span.attributes),
    // A clock may be set back between start and end.
    String(endNs > startNs ? endNs - startNs : 0n),
    STATUS_CODES[span.status.code] ?? 'Unset',
    span.status.message,
    span.events.map(({ timeUnixNano }) => nanosecondCell(clampNs(BigInt(timeUnixNano)))),
    span.events.map(({ name }) => name),
    span.events.map(({ attributes }) => textAttributes(attributes)),
    span.links.map(({ traceId }) => traceId.toLowerCase()),
    span.links.map(({ spanId }) => spanId.toLowerCase()),
    span.links.map(({ traceState }) => traceState),
    span.links.map(({ attributes }) => textAttributes(attributes)),
  ];
}

/** `DateTime64(9)` cell: seconds with nine decimals. */
const nanosecondCell = (ns: bigint) => `${ns / 1_000_000_000n}.${String(ns % 1_000_000_000n).padStart(9, '0')}`;

function clampNs(ns: bigint): bigint {
  if (ns < 0n) return 0n;
  return ns > LAST_NANOSECOND ? LAST_NANOSECOND : ns;
}

function textAttributes(attributes: readonly KeyValue[]): Record<string, string> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, textOf(value)]));
}

/** Texts as they are, everything else as JSON. */
function textOf(value: AnyValue | undefined): string {
  const plain = plainOf(value, 0);
  return typeof plain === 'string' ? plain : plain === null ? '' : JSON.stringify(plain);
}

function plainOf(value: AnyValue | undefined, depth: number): unknown {
  if (value === undefined || depth > MAX_DEPTH) return null;
  if (value.stringValue !== undefined) return value.stringValue;
  if (value.boolValue !== undefined) return value.boolValue;
  // As text: a 64-bit integer does not fit a number. Only nested ones show the quotes.
  if (value.intValue !== undefined) return String(value.intValue);
  if (value.doubleValue !== undefined) return value.doubleValue;
  if (value.bytesValue !== undefined) return value.bytesValue;
  if (value.arrayValue) return (value.arrayValue.values ?? []).map((inner) => plainOf(inner, depth + 1));
  if (value.kvlistValue) {
    const entries = value.kvlistValue.values ?? [];
    return Object.fromEntries(entries.map(({ key, value: inner }) => [key, plainOf(inner, depth + 1)]));
  }
  return null;
}
