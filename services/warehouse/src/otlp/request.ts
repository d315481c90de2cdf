import { StellwerkError } from '@stellwerk/contracts';
import { z } from 'zod';
import { errors } from '../errors.js';
import { exportRequest } from './schema.js';

/** Value of an attribute: at most one field is set. 64-bit integers may come as text. */
export interface AnyValue {
  readonly stringValue?: string | undefined;
  readonly boolValue?: boolean | undefined;
  readonly intValue?: string | number | undefined;
  readonly doubleValue?: number | string | undefined;
  readonly arrayValue?: { readonly values?: readonly AnyValue[] | undefined } | undefined;
  readonly kvlistValue?: { readonly values?: readonly KeyValue[] | undefined } | undefined;
  /** Base64. */
  readonly bytesValue?: string | undefined;
}

export interface KeyValue {
  readonly key: string;
  readonly value?: AnyValue | undefined;
}

const integer64 = z.union([z.string().regex(/^-?\d{1,20}$/), z.number().int()]);
const anyValue: z.ZodType<AnyValue> = z.lazy(() =>
  z.object({
    stringValue: z.string().optional(),
    boolValue: z.boolean().optional(),
    intValue: integer64.optional(),
    doubleValue: z.union([z.number(), z.string().max(32)]).optional(),
    arrayValue: z.object({ values: z.array(anyValue).optional() }).optional(),
    kvlistValue: z.object({ values: z.array(keyValue).optional() }).optional(),
    bytesValue: z.string().optional(),
  }),
);
const keyValue: z.ZodType<KeyValue> = z.lazy(() => z.object({ key: z.string(), value: anyValue.optional() }));
const attributes = z.array(keyValue).default([]);

const span = z.object({
  traceId: z.string(),
  spanId: z.string(),
  traceState: z.string().default(''),
  parentSpanId: z.string().default(''),
  name: z.string().default(''),
  kind: z.number().int().default(0),
  startTimeUnixNano: integer64.default(0),
  endTimeUnixNano: integer64.default(0),
  attributes,
  events: z
    .array(z.object({ timeUnixNano: integer64.default(0), name: z.string().default(''), attributes }))
    .default([]),
  links: z
    .array(z.object({ traceId: z.string(), spanId: z.string(), traceState: z.string().default(''), attributes }))
    .default([]),
  status: z.object({ message: z.string().default(''), code: z.number().int().default(0) }).prefault({}),
});

const request = z.object({
  resourceSpans: z
    .array(
      z.object({
        resource: z.object({ attributes }).prefault({}),
        scopeSpans: z
          .array(
            z.object({
              scope: z.object({ name: z.string().default(''), version: z.string().default('') }).prefault({}),
              spans: z.array(span).default([]),
            }),
          )
          .default([]),
      }),
    )
    .default([]),
});

/** An export request in the JSON form of OTLP, whichever encoding it came in; ids are hex text. */
export type ExportRequest = z.infer<typeof request>;
export type OtlpSpan = z.infer<typeof span>;

/** Decodes `application/json`. @throws WHS_TRACES_INVALID */
export function decodeJson(body: Buffer): ExportRequest {
  return decode(() => JSON.parse(body.toString('utf8')));
}

/** Decodes `application/x-protobuf`. @throws WHS_TRACES_INVALID */
export function decodeProtobuf(body: Buffer): ExportRequest {
  return decode(() => {
    const message = exportRequest.toObject(exportRequest.decode(body), { longs: String, bytes: String });
    return hexIds(message);
  });
}

function decode(read: () => unknown): ExportRequest {
  let checked: ReturnType<typeof request.safeParse>;
  try {
    checked = request.safeParse(read());
  } catch (error) {
    // Broken encoding, or nested beyond the stack. Messages of parsers quote the body; the name is enough.
    const problem = error instanceof Error ? error.name : 'unreadable';
    throw new StellwerkError(errors.TRACES_INVALID, { problem });
  }
  if (checked.success) return checked.data;
  const field = checked.error.issues[0]?.path.join('.') ?? '';
  throw new StellwerkError(errors.TRACES_INVALID, { problem: `field ${field} does not fit` }, { field });
}

const ID_FIELDS: ReadonlySet<string> = new Set(['traceId', 'spanId', 'parentSpanId']);

/** Protobuf carries ids as bytes, which the decoder shows as base64; the JSON form of OTLP has them as hex. */
function hexIds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(hexIds);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      ID_FIELDS.has(key) && typeof inner === 'string' ? Buffer.from(inner, 'base64').toString('hex') : hexIds(inner),
    ]),
  );
}
