import { z } from 'zod';
import { defineEvent, standardTopic } from '../core/event-contract.js';
import { artefactsOf, type Contracts } from './artefacts.js';
import { changesFor, compatibilityProblems, soundnessProblems } from './check.js';
import type { Committed } from './committed.js';
import { currentExamples } from './frozen-examples.js';

const contractsWith = (schema: z.ZodType): Contracts => ({
  version: '0.1.0',
  controlSpecs: { tenant: z.object({ displayName: z.string() }) },
  events: [
    defineEvent({
      type: 'job.ran.v1',
      summary: 'A job ran.',
      schema,
      key: () => 'demo/1',
      topic: standardTopic,
      examples: [{ title: 'done', payload: { job: 'replay' } }],
    }),
  ],
});

const contracts = contractsWith(z.object({ job: z.string() }));
const upToDate: Committed = { artefacts: artefactsOf(contracts), frozenExamples: currentExamples(contracts.events) };

describe('schemas in the repository', () => {
  it('need no change when they agree with the contracts', () => {
    expect(changesFor(contracts, upToDate)).toEqual({ write: new Map(), remove: [] });
    expect(soundnessProblems(contracts, upToDate)).toEqual([]);
  });

  it('are written completely into an empty repository', () => {
    const { write } = changesFor(contracts, { artefacts: new Map(), frozenExamples: new Map() });
    expect([...write.keys()].map((file) => file.replace(/-[0-9a-f]{8}/, ''))).toEqual([
      'schemas/job.ran.v1.schema.json',
      'schemas/control/tenant.schema.json',
      'schemas/asyncapi.json',
      'docs/reference/events.md',
      'schemas/examples/job.ran.v1/done.json',
    ]);
  });

  it('are renewed where they differ, and removed where no contract is left', () => {
    const stale = new Map([
      ...upToDate.artefacts,
      ['schemas/job.ran.v1.schema.json', '{}'],
      ['schemas/old.v1.schema.json', '{}'],
    ]);
    const { write, remove } = changesFor(contracts, { ...upToDate, artefacts: stale });
    expect([...write.keys()]).toEqual(['schemas/job.ran.v1.schema.json']);
    expect(remove).toEqual(['schemas/old.v1.schema.json']);
  });

  it('keep an older frozen example beside the new one', () => {
    const other = contractsWith(z.object({ job: z.string(), note: z.string().optional() }));
    const { remove } = changesFor(other, upToDate);
    expect(remove).toEqual([]);
  });

  it('close every object', () => {
    expect(JSON.parse(upToDate.artefacts.get('schemas/job.ran.v1.schema.json') ?? '')).toEqual({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: 'urn:stellwerk:schema:job.ran.v1',
      title: 'job.ran.v1',
      description: 'A job ran.',
      type: 'object',
      properties: { job: { type: 'string' } },
      required: ['job'],
      additionalProperties: false,
    });
  });
});

describe('comparison with earlier schemas', () => {
  const earlier = (file: string) => upToDate.artefacts.get(file);

  it('lets an optional field through', () => {
    const wider = contractsWith(z.object({ job: z.string(), note: z.string().optional() }));
    expect(compatibilityProblems(wider, earlier)).toEqual([]);
  });

  it('lets a new event through', () => {
    expect(compatibilityProblems(contracts, () => undefined)).toEqual([]);
  });

  it('names file and field of a forbidden change', () => {
    const narrower = contractsWith(z.object({ job: z.string().max(3) }));
    expect(compatibilityProblems(narrower, earlier)).toEqual([
      'schemas/job.ran.v1.schema.json: job: maxLength is new: 3',
    ]);
  });
});
