import type { CollectionSpec } from '@stellwerk/vectors';
import type { Generation } from '../domain/generation.js';
import { lexicalFields } from './lexicon.js';
import { payloadIndexes } from './payload.js';

/** Dense fields of a point, one per text that is embedded. */
export const denseFields = ['sentence', 'section'] as const;

/** Fields and indexes of the collection of a generation. */
export const collectionSpec = ({ embedding: { dimensions } }: Generation): CollectionSpec => ({
  dense: Object.fromEntries(denseFields.map((field) => [field, { dimensions }])),
  sparse: Object.fromEntries(lexicalFields.map((field) => [field, { idf: true }])),
  indexes: payloadIndexes,
});
