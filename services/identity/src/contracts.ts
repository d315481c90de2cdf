import { assertion, defineEvent, identityKey, retraction, slug, standardTopic, uuid } from '@stellwerk/contracts';
import { z } from 'zod';

const fact = z.discriminatedUnion('fact', [
  z.object({ fact: z.literal('assertion'), assertion }),
  z.object({ fact: z.literal('retraction'), retraction }),
]);

/** What was last told of a key: its person and the version that said so. */
const told = z.object({ key: identityKey, person: uuid, version: z.number().int().min(0) });
export type Told = z.infer<typeof told>;

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
    }),
  ]),
  key: (payload) => `${payload.tenant}/${payload.target}`,
  topic: standardTopic,
  examples: [],
});
export type ComponentCommand = z.infer<typeof componentCommand.schema>;
