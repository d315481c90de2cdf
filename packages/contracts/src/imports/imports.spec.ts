import { z } from 'zod';
import { eventContracts } from '../registry.js';
import type { ImportKind } from './kind.js';
import { importMapping } from './mapping.js';
import { importKindNames } from './names.js';
import { importKinds } from './registry.js';

const kinds = importKindNames.map((name): [string, ImportKind] => [name, importKinds[name]]);

describe('kinds of imports', () => {
  it.each(kinds)('%s is listed under its own name', (name, kind) => {
    expect(kind.name).toBe(name);
  });

  it.each(kinds)('%s becomes events that exist', (_name, kind) => {
    const types = eventContracts.map(({ type }) => type);
    expect(kind.becomes.filter((type) => !types.includes(type))).toEqual([]);
  });

  it.each(kinds)('%s finds a key in every row that has what is required', (_name, { fields, keys, oneOf }) => {
    const certain = (field: string) => fields[field]?.required || (oneOf.length > 0 && oneOf.includes(field));
    expect(keys.at(-1)?.every(certain)).toBe(true);
  });

  it.each(kinds)('%s has an example for every required field', (_name, { fields }) => {
    const bare = Object.entries(fields).filter(([, { required, example }]) => required && example === '');
    expect(bare.map(([name]) => name)).toEqual([]);
  });

  it.each(kinds)('%s has a row schema that is closed and speaks JSON Schema', (_name, { schema }) => {
    const json = z.toJSONSchema(schema, { target: 'draft-2020-12' });
    expect(json).toMatchObject({ type: 'object', additionalProperties: false });
  });
});

describe('a mapping', () => {
  it.each<[string, object]>([
    ['fields that no kind can have', { columns: { a: 'Total' } }],
    ['words that are no setting', { delimiter: ';' }],
    ['marks of more than one character', { csv: { delimiter: '||' } }],
    ['another kind', { kind: 'order' }],
  ])('refuses %s', (_title, mapping) => {
    expect(importMapping.safeParse(mapping).success).toBe(false);
  });

  it('may say nothing', () => {
    expect(importMapping.parse({})).toEqual({});
  });
});
