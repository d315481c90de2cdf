import { z } from 'zod';
import { incompatibilities } from './compatibility.js';
import { controlSchema } from './json-schema.js';

const schemaOf = (schema: z.ZodType) => controlSchema('test', schema);

const before = z.object({
  id: z.string().max(10),
  state: z.enum(['open', 'closed']),
  note: z.string().optional(),
  lines: z.array(z.object({ sku: z.string(), count: z.number().int().min(1) })),
  labels: z.record(z.string(), z.string()),
  shape: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('circle'), radius: z.number() }),
    z.object({ kind: z.literal('square'), side: z.number() }),
  ]),
  until: z.string().nullable(),
  owner: z.object({ name: z.string() }).nullable(),
  size: z.union([z.string(), z.object({ cm: z.number() })]),
});

const allowed: Record<string, z.ZodType> = {
  nothing: before,
  'other words': before.extend({ id: z.string().max(10).describe('what it is called') }),
  'a new optional property': before.extend({ comment: z.string().optional() }),
  'a new optional property deep inside': before.extend({
    lines: z.array(z.object({ sku: z.string(), count: z.number().int().min(1), unit: z.string().optional() })),
  }),
  'a wider enumeration': before.extend({ state: z.enum(['open', 'closed', 'lost']) }),
  'a new variant of a union told apart by a constant': before.extend({
    shape: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('circle'), radius: z.number() }),
      z.object({ kind: z.literal('square'), side: z.number() }),
      z.object({ kind: z.literal('triangle'), base: z.number(), height: z.number() }),
    ]),
  }),
};

const forbidden: Record<string, [schema: z.ZodType, problem: string]> = {
  'a property taken away': [before.omit({ note: true }), 'note: was removed'],
  'a new required property': [
    before.extend({ comment: z.string() }),
    'comment: is new and required; only optional properties may be added',
  ],
  'an optional property that becomes required': [before.extend({ note: z.string() }), 'note: became required'],
  'a required property that becomes optional': [
    before.extend({ id: z.string().max(10).optional() }),
    'id: became optional',
  ],
  'another type': [before.extend({ id: z.number() }), 'id: type changed from "string" to "number"'],
  'a tighter bound': [before.extend({ id: z.string().max(5) }), 'id: maxLength changed from 10 to 5'],
  'a looser bound': [before.extend({ id: z.string().max(20) }), 'id: maxLength changed from 10 to 20'],
  'a new pattern': [before.extend({ note: z.string().regex(/^a/).optional() }), 'note: pattern is new: "^a"'],
  'a narrower enumeration': [
    before.extend({ state: z.enum(['open']) }),
    'state: the value "closed" is no longer allowed',
  ],
  'an enumeration that becomes free text': [
    before.extend({ state: z.string() }),
    'state: is no longer limited to certain values',
  ],
  'free text that becomes an enumeration': [
    before.extend({ note: z.enum(['a', 'b']).optional() }),
    'note: is limited to certain values now',
  ],
  'a change inside an array': [
    before.extend({ lines: z.array(z.object({ sku: z.string() })) }),
    'lines[].count: was removed',
  ],
  'a change of record values': [
    before.extend({ labels: z.record(z.string(), z.number()) }),
    'labels.*: type changed from "string" to "number"',
  ],
  'a variant taken away': [
    before.extend({
      shape: z.discriminatedUnion('kind', [z.object({ kind: z.literal('circle'), radius: z.number() })]),
    }),
    'shape{kind=square}: this variant was removed',
  ],
  'a change inside a variant': [
    before.extend({
      shape: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('square'), side: z.string() }),
        z.object({ kind: z.literal('circle'), radius: z.number() }),
      ]),
    }),
    'shape{kind=square}.side: type changed from "number" to "string"',
  ],
  'a value that may no longer be null': [
    before.extend({ until: z.string() }),
    'until: type changed from ["string","null"] to "string"',
  ],
  'an object that may no longer be null': [
    before.extend({ owner: z.object({ name: z.string() }) }),
    'owner: became or ceased to be a union',
  ],
  'another variant of a union that nothing tells apart': [
    before.extend({ size: z.union([z.string(), z.object({ cm: z.number() }), z.array(z.number())]) }),
    'size: a union that nothing tells apart got other variants',
  ],
  'a changed variant of a union that nothing tells apart': [
    before.extend({ size: z.union([z.string(), z.object({ inch: z.number() })]) }),
    'size{1}.cm: was removed',
  ],
  'an object that opens': [
    before.extend({ lines: z.array(z.looseObject({ sku: z.string(), count: z.number().int().min(1) })) }),
    'lines[].*: changed from false to {}',
  ],
};

describe('compatibility of schemas within a major version', () => {
  it.each(Object.entries(allowed))('allows %s', (_title, after) => {
    expect(incompatibilities(schemaOf(before), schemaOf(after))).toEqual([]);
  });

  it.each(Object.entries(forbidden))('forbids %s', (_title, [after, problem]) => {
    expect(incompatibilities(schemaOf(before), schemaOf(after))).toContain(problem);
  });

  it('names every forbidden change at once', () => {
    const after = before.omit({ note: true }).extend({ id: z.number(), extra: z.string() });
    expect(incompatibilities(schemaOf(before), schemaOf(after))).toEqual([
      'id: type changed from "string" to "number"',
      'id: maxLength is gone: was 10',
      'note: was removed',
      'extra: is new and required; only optional properties may be added',
    ]);
  });
});
