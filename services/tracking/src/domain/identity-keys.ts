import { type IdentityNamespace, identityNamespaces } from '@stellwerk/contracts';
import { hmacSha256 } from './hmac.js';

/** One identifier as a client sent it. */
export interface Identifier {
  readonly namespace: IdentityNamespace;
  readonly value: string;
}

/** Turns identifiers of one tenant into keyed hashes. */
export interface IdentityHasher {
  /** `<namespace>:<32 hex>`, or `null` where the value names nobody. */
  key(identifier: Identifier): string | null;
  /** Keyed hash of any text, 64 hex: the same text of the tenant can be recognised, and nobody else can try texts out. */
  fingerprint(text: string): string;
}

/**
 * Values that programs send when they mean nobody (a list that grew from the field; PostHog publishes a similar one). They
 * would join strangers.
 */
const NOBODY = new Set(
  [
    'anonymous',
    'guest',
    'distinct_id',
    'id',
    'email',
    'true',
    'false',
    'undefined',
    'null',
    'none',
    'nan',
    '-1',
  ].concat(['[object object]', 'not_authenticated', 'unknown', 'user', 'userid', 'test']),
);
const ONLY_ZEROS = /^[0-]*$/;
const CACHE_ENTRIES = 20_000;

/**
 * Hasher under a tenant's pepper: HMAC-SHA-256 of name space, unit separator and normalised value, first 128 bits. Recently
 * used values are remembered in memory only.
 */
export function createIdentityHasher(pepper: Buffer, blockedValues: readonly string[]): IdentityHasher {
  const blocked = new Set(blockedValues.map((value) => value.toLowerCase()));
  const cache = new Map<string, string | null>();
  const keyedHash = hmacSha256(pepper);
  return {
    key({ namespace, value }) {
      const input = `${namespace}\u001f${normalise(namespace, value)}`;
      const known = cache.get(input);
      if (known !== undefined) return known;
      const plain = input.slice(namespace.length + 1);
      const nobody = isNobody(plain) || blocked.has(plain.toLowerCase());
      const digest = nobody ? null : keyedHash(input).slice(0, 32);
      const key = digest === null ? null : `${namespace}:${digest}`;
      if (cache.size >= CACHE_ENTRIES) cache.clear();
      cache.set(input, key);
      return key;
    },
    fingerprint: keyedHash,
  };
}

/** An identifier and the key that stands for it from the door on. */
export interface KeyedIdentifier extends Identifier {
  readonly key: string;
}

/** Identifiers that name somebody, with their keys; strongest name space first, without repeats. */
export function keyed(identifiers: readonly Identifier[], hasher: IdentityHasher): KeyedIdentifier[] {
  const found = new Map<string, KeyedIdentifier>();
  for (const identifier of identifiers) {
    const key = hasher.key(identifier);
    if (key !== null && !found.has(key)) found.set(key, { ...identifier, key });
  }
  return [...found.values()].sort((a, b) => strength(a.key) - strength(b.key));
}

/** The key that orders events: the device, which stays the same across a login, else the strongest. */
export function orderingKey(keys: readonly string[]): string | undefined {
  return keys.find((key) => key.startsWith('device:')) ?? keys[0];
}

function strength(key: string): number {
  return identityNamespaces.findIndex((namespace) => key.startsWith(`${namespace}:`));
}

function normalise(namespace: IdentityNamespace, value: string): string {
  const trimmed = value.trim();
  return namespace === 'email' ? trimmed.toLowerCase() : trimmed;
}

function isNobody(value: string): boolean {
  return ONLY_ZEROS.test(value) || NOBODY.has(value.toLowerCase());
}
