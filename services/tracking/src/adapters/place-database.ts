import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { isIPv4, isIPv6 } from 'node:net';
import { StellwerkError } from '@stellwerk/contracts';
import { type Response as Entry, Reader } from 'mmdb-lib';
import { z } from 'zod';
import { isSpecialPurpose, plainAddress } from '../domain/address.js';
import type { Locate, Place } from '../domain/enrich/place.js';
import { LruCache } from '../domain/lru-cache.js';
import { errors } from '../errors.js';

/** The two forms in which databases write a country: flat, and nested as in MaxMind's. */
const entry = z.object({
  country_code: z.string().optional(),
  country: z.object({ iso_code: z.string().optional() }).optional(),
  subdivisions: z.array(z.object({ iso_code: z.string().optional() })).optional(),
  city: z.object({ names: z.record(z.string(), z.string()).optional() }).optional(),
});

/** Characters of the networks that are remembered, about 20,000 of them. */
const CAPACITY = 240_000;

/**
 * Reads a database in MaxMind's format into memory: the operator's own, which may know region and city, else the countries
 * of npm `@ip-location-db/geo-whois-asn-country-mmdb` (CC0).
 * @throws StellwerkError TRK_PLACE_DATABASE_INVALID
 */
export function openPlaceDatabase(file: string | undefined): Locate {
  const path =
    file ??
    createRequire(import.meta.url).resolve('@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country.mmdb');
  const reader = open(path);
  const cache = new LruCache<Found>(CAPACITY);
  return (address) => {
    const plain = address.includes(':') ? plainAddress(address) : address;
    const network = networkOf(plain);
    if (network === undefined) return undefined;
    const found = cache.get(network, () => lookUp(reader, plain));
    return found.isForNetwork ? found.place : lookUp(reader, plain).place;
  };
}

interface Found {
  readonly place: Place | undefined;
  /** Whether the database says the same of the whole network. */
  readonly isForNetwork: boolean;
}

function lookUp(reader: Reader<Entry>, address: string): Found {
  // Special networks are whole ones, but for loopback and unspecified IPv6, which stand for themselves.
  if (isSpecialPurpose(address)) return { place: undefined, isForNetwork: true };
  const [found, prefixLength] = reader.getWithPrefixLength(address);
  return { place: placeOf(found), isForNetwork: prefixLength <= (isIPv4(address) ? 24 : 48) };
}

function open(path: string): Reader<Entry> {
  try {
    return new Reader<Entry>(readFileSync(path));
  } catch (cause) {
    throw new StellwerkError(errors.PLACE_DATABASE_INVALID, {}, { field: 'STELLWERK_TRACKING_PLACE_DATABASE', cause });
  }
}

/** The first 24 or 48 bits, below which registries assign nothing. */
function networkOf(address: string): string | undefined {
  if (isIPv4(address)) return address.slice(0, address.lastIndexOf('.'));
  if (!isIPv6(address)) return undefined;
  const full = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = '', tail] = full.split('::');
  const groups = head === '' ? [] : head.split(':');
  return tail === undefined || groups.length >= 3 ? groups.slice(0, 3).join(':') : full;
}

function placeOf(found: unknown): Place | undefined {
  const parsed = entry.safeParse(found);
  if (!parsed.success) return undefined;
  const { country_code: flat, country, subdivisions, city } = parsed.data;
  const code = (country?.iso_code ?? flat)?.toUpperCase();
  if (code === undefined || !/^[A-Z]{2}$/.test(code)) return undefined;
  const subdivision = subdivisions?.[0]?.iso_code;
  const name = city?.names?.en;
  return {
    country: code,
    ...(subdivision !== undefined && { region: `${code}-${subdivision}`.slice(0, 16) }),
    ...(name !== undefined && { city: name.slice(0, 128) }),
  };
}
