import { z } from 'zod';
import { defineEvent, standardTopic } from './event-contract.js';

const declare = (type: string) =>
  defineEvent({
    type,
    summary: 'A lamp was lit.',
    schema: z.object({ lamp: z.string() }),
    key: (payload) => payload.lamp,
    topic: standardTopic,
    examples: [],
  });

describe('defineEvent', () => {
  it.each(['lamp.lit.v1', 'lamp.switch.lit.v12', 'lamp.lit-again.v2'])('accepts the type %s', (type) => {
    expect(declare(type).type).toBe(type);
  });

  it.each(['lamp.v1', 'lamp.lit', 'lamp.lit.v0', 'lamp.lit.v01', 'Lamp.lit.v1', 'lamp lit.v1', 'lamp.lit.v1.1', ''])(
    'refuses the type "%s"',
    (type) => {
      expect(() => declare(type)).toThrow(`event type "${type}" must read domain.event.v1`);
    },
  );

  it('closes the contract', () => {
    expect(Object.isFrozen(declare('lamp.lit.v1'))).toBe(true);
  });
});
