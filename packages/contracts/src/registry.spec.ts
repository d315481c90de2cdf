import { z } from 'zod';
import { controlSpecs } from './control/documents.js';
import { eventContracts } from './registry.js';

const contracts = eventContracts.map((contract) => [contract.type, contract] as const);
const schemas = [
  ...eventContracts.map((contract) => [contract.type, contract.schema] as const),
  ...Object.entries(controlSpecs).map(([kind, schema]) => [`control/${kind}`, schema] as const),
];

describe('registry of events', () => {
  it('names every event once', () => {
    const types = eventContracts.map((contract) => contract.type);
    expect(new Set(types).size).toBe(types.length);
  });

  it.each(contracts)('%s has at least one example', (_type, contract) => {
    expect(contract.examples.length).toBeGreaterThan(0);
  });

  it.each(contracts)('%s accepts its examples without dropping a field', (_type, contract) => {
    for (const { payload } of contract.examples) expect(contract.schema.parse(payload)).toEqual(payload);
  });

  it.each(contracts)('%s has distinct example titles', (_type, contract) => {
    const titles = contract.examples.map((example) => example.title);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it.each(contracts.filter(([type]) => type !== 'control.document.v1'))(
    '%s has a key that begins with the tenant',
    (_type, contract) => {
      for (const { payload } of contract.examples) expect(contract.key(payload)).toMatch(/^demo\/./);
    },
  );

  it.each(contracts)('%s has a key without raw identifiers', (_type, contract) => {
    for (const { payload } of contract.examples) expect(contract.key(payload)).not.toContain('@');
  });
});

describe('schemas', () => {
  /** A default or a transformation makes what goes in differ from what comes out; contracts have neither. */
  it.each(schemas)('%s describes what is on the wire: no default, no transformation', (_name, schema) => {
    const form = (io: 'input' | 'output') =>
      JSON.stringify(z.toJSONSchema(schema, { io, target: 'draft-2020-12' })).replaceAll(
        ',"additionalProperties":false',
        '',
      );
    expect(form('input')).toBe(form('output'));
  });

  it.each(schemas)('%s is lenient towards fields that a newer minor version adds', (_name, schema) => {
    const json = z.toJSONSchema(schema, { target: 'draft-2020-12' });
    expect(JSON.stringify(json)).toContain('"additionalProperties":false');
    const contract = eventContracts.find((candidate) => candidate.schema === schema);
    for (const { payload } of contract?.examples ?? []) {
      expect(schema.parse({ ...(payload as object), fromTheFuture: true })).toEqual(payload);
    }
  });
});
