import { z } from 'zod';

const text = (max: number) => z.string().min(1).max(max);

/** RFC 3339, as the specification wants times. */
const RFC_3339 = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$/;

/** Context attributes of CloudEvents 1.0 and the data; extensions are whatever else there is. */
export const cloudEvent = z.looseObject({
  specversion: z.literal('1.0'),
  id: text(256),
  source: text(1_024),
  type: text(256),
  time: z
    .string()
    .max(64)
    .refine((value) => RFC_3339.test(value) && !Number.isNaN(Date.parse(value)))
    .nullish(),
  subject: text(1_024).nullish(),
  datacontenttype: text(128).nullish(),
  dataschema: text(1_024).nullish(),
  data: z.unknown().optional(),
  data_base64: z.string().nullish(),
});
export type CloudEventFields = z.infer<typeof cloudEvent>;

/** Attributes that the specification names, and data: all others are extensions. */
const KNOWN = new Set([
  'specversion',
  'id',
  'source',
  'type',
  'time',
  'subject',
  'datacontenttype',
  'dataschema',
  'data',
  'data_base64',
]);

/** Names and values of the extension attributes of an event. */
export function extensionsOf(event: Readonly<Record<string, unknown>>): [string, unknown][] {
  return Object.entries(event).filter(([name, value]) => !KNOWN.has(name) && value !== null && value !== undefined);
}

/** Whether a content type is JSON; data without one are JSON where the event is. */
export function isJsonType(contentType: string | null | undefined): boolean {
  const type = contentType?.split(';', 1)[0]?.trim().toLowerCase();
  return !type || type === 'application/json' || type === 'text/json' || type.endsWith('+json');
}
