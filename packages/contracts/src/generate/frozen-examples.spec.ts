import { z } from 'zod';
import { defineEvent, type EventContract, standardTopic } from '../core/event-contract.js';
import { currentExamples, frozenExampleProblems } from './frozen-examples.js';

const lampLit = (schema: z.ZodType, ...payloads: unknown[]): EventContract =>
  defineEvent({
    type: 'lamp.lit.v1',
    summary: 'A lamp was lit.',
    schema,
    key: () => 'demo/lamp',
    topic: standardTopic,
    examples: payloads.map((payload, index) => ({ title: `Lamp № ${index + 1}!`, payload })),
  });

const schema = z.object({ lamp: z.string(), watts: z.number().optional() });
const frozen = currentExamples([lampLit(schema, { lamp: 'hall' })]);
const [file = ''] = frozen.keys();

describe('frozen examples', () => {
  it('are named after title and content', () => {
    expect(file).toMatch(/^schemas\/examples\/lamp\.lit\.v1\/lamp-1-[0-9a-f]{8}\.json$/);
    expect(frozen.get(file)).toBe('{\n  "lamp": "hall"\n}\n');
  });

  it('become another file when the example changes', () => {
    const changed = currentExamples([lampLit(schema, { lamp: 'cellar' })]);
    expect([...changed.keys()]).not.toContain(file);
  });

  it('stay valid when an optional field is added', () => {
    const wider = schema.extend({ colour: z.string().optional() });
    expect(frozenExampleProblems([lampLit(wider)], frozen)).toEqual([]);
  });

  it('fail when the schema refuses them, naming file and field', () => {
    const stricter = schema.extend({ watts: z.number() });
    expect(frozenExampleProblems([lampLit(stricter)], frozen)).toEqual([
      expect.stringMatching(/^schemas\/examples\/lamp\.lit\.v1\/lamp-1-.*no longer fits lamp\.lit\.v1 at watts/),
    ]);
  });

  it('fail when they were edited', () => {
    const edited = new Map([[file, '{\n  "lamp": "attic"\n}\n']]);
    expect(frozenExampleProblems([lampLit(schema)], edited)).toEqual([
      expect.stringContaining('was changed after it had been frozen'),
    ]);
  });

  it('fail when their event is gone', () => {
    expect(frozenExampleProblems([], frozen)).toEqual([expect.stringContaining('belongs to no event')]);
  });
});
