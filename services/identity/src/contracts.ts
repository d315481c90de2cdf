import { assertion, defineEvent, identityKey, retraction, slug, standardTopic, uuid } from '@stellwerk/contracts';
import { z } from 'zod';
import { MAX_SLICES } from './domain/slices.js';

const fact = z.discriminatedUnion('fact', [
  z.object({ fact: z.literal('assertion'), assertion }),
  z.object({ fact: z.literal('retraction'), retraction }),
]);

const slice = z.object({ fromMs: z.number().int().min(0), person: uuid });

/** What was last told of a key: its person now, and the version that said so; slices where it stood for others before. */
const told = z.object({
  key: identityKey,
  person: uuid,
  version: z.number().int().min(0),
  slices: z.array(slice).max(MAX_SLICES).optional(),
});
export type Told = z.infer<typeof told>;

/** When a device was seen with a strong key: bounded by what is kept of it, 2,160 hours and 1,006 days. */
const sightings = z.object({
  device: identityKey,
  owner: identityKey,
  times: z.array(z.number().int().min(0)).max(4_000),
});

/**
 * Commands between owners of containers; internal to this service. A container is named by a key, and is owned by the
 * partition of that name. Every command may be repeated and may arrive late.
 */
export const componentCommand = defineEvent({
  type: 'identity.component.v1',
  summary: 'A command to the owner of a container: link two containers by a fact, or absorb another container.',
  schema: z.discriminatedUnion('command', [
    z.object({
      command: z.literal('link'),
      tenant: slug,
      target: identityKey.describe('the higher of the two containers, whose owner decides'),
      other: identityKey,
      fact,
    }),
    z.object({
      command: z.literal('absorb'),
      tenant: slug,
      target: identityKey.describe('the lower container, which takes the facts in'),
      from: identityKey,
      facts: z.array(fact).max(500),
      told: z.array(told).max(2_000),
      sightings: z.array(sightings).max(500).optional(),
    }),
  ]),
  key: (payload) => `${payload.tenant}/${payload.target}`,
  topic: standardTopic,
  examples: [],
});
export type ComponentCommand = z.infer<typeof componentCommand.schema>;
