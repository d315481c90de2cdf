import { type EntityType, entityTypes } from '../entity.js';

/** What stands in the place of something dropped. */
export const DROPPED = '[…]';

/** What stands in the place of something masked. */
export const maskOf = (type: EntityType) => `[${type}]`;

/** What stands in the place of something pseudonymised: an id that is the same for all writings, and the sealed writing. */
export const pseudonymOf = (type: EntityType, id: string, sealed: string) =>
  `[${type}:${id}${sealed === '' ? '' : `.${sealed}`}]`;

/** Base 32 of RFC 4648 in small letters; ids have eight of them, sealed writings at least 26 (a synthetic IV), at most 1,024. */
const PLACEHOLDER = `\\[(?:…|\\.\\.\\.|(${entityTypes.join('|')})(?::([a-z2-7]{8})(?:\\.([a-z2-7]{26,1024}))?)?)\\]`;

export interface Placeholder {
  readonly start: number;
  readonly end: number;
  readonly type: EntityType | undefined;
  readonly id: string | undefined;
  readonly sealed: string | undefined;
}

const isType = (text: string | undefined): text is EntityType =>
  (entityTypes as readonly (string | undefined)[]).includes(text);

/** Placeholders in a text, in order: what was redacted before is not looked at again. */
export function* placeholdersIn(text: string): Generator<Placeholder> {
  if (!text.includes('[')) return;
  for (const { 0: whole, 1: type, 2: id, 3: sealed, index } of text.matchAll(new RegExp(PLACEHOLDER, 'g'))) {
    yield { start: index, end: index + whole.length, type: isType(type) ? type : undefined, id, sealed };
  }
}
