import { dead, drop, ok, type Result } from '@stellwerk/pipeline';
import type { Call } from '../domain/call.js';
import type { Client } from '../domain/client.js';
import type { ConsentDecision } from '../domain/consent/decide.js';
import { dailyKey } from '../domain/cookieless.js';
import { type Identifier, type KeyedIdentifier, keyed, orderingKey } from '../domain/identity-keys.js';
import { personalTexts } from '../domain/personal-data/field-names.js';
import type { Known } from '../domain/personal-data/redactor.js';
import type { IncomingCall } from './call.js';

type Needs = IncomingCall & { call: Call; client: Client; consent: ConsentDecision };

export interface Identified {
  readonly keys: readonly string[];
  readonly keyedIdentifiers: readonly KeyedIdentifier[];
  readonly personKey: string;
  /** What the call says about the person in plain text; it must not survive the door. */
  readonly known: Known;
}

/** Turns identifiers into keyed hashes; where only the visit may be counted, its facts into an id of the day. */
export const createIdentifyStep = () =>
  function identifyStep<Input extends Needs>(input: Input): Result<Input & Identified> {
    const { source, hasher } = input.origin.context;
    const identifiers = identifiersOf(input.call, source.spec.identityTraits);
    const { traits, properties } = input.call;
    const known = { identifiers: identifiers.map(({ value }) => value), texts: personalTexts([...traits, properties]) };
    if (input.consent.mode === 'cookieless') {
      const salt = input.origin.context.daySaltAt(input.origin.receivedAtMs);
      if (!salt) return drop('CONSENT_DENIED');
      const personKey = dailyKey(salt, { source: source.name, ...input.client });
      return ok({ ...input, keys: [personKey], keyedIdentifiers: [], personKey, known });
    }
    const keyedIdentifiers = keyed(identifiers, hasher);
    const keys = keyedIdentifiers.map(({ key }) => key);
    const personKey = orderingKey(keys);
    if (personKey === undefined) return dead('EVENT_UNIDENTIFIED', { field: 'userId' });
    return ok({ ...input, keys, keyedIdentifiers, personKey, known });
  };

/** What a call says about who it is: ids of the protocol, and the traits that the source document names. */
export function identifiersOf(
  { identifiers, traits }: Call,
  identityTraits: Readonly<Record<string, Identifier['namespace']>>,
): Identifier[] {
  const found: Identifier[] = [];
  const add = (namespace: Identifier['namespace'], value: unknown) => {
    const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
    if (text !== '') found.push({ namespace, value: text });
  };
  for (const { namespace, value } of identifiers) add(namespace, value);
  for (const [trait, namespace] of Object.entries(identityTraits)) {
    add(namespace, traits.find((place) => place[trait] != null)?.[trait]);
  }
  return found;
}
