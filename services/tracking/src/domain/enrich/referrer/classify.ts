import type { ReferrerMedium } from '@stellwerk/contracts';
import { LruCache } from '../../lru-cache.js';
import { type ReferrerPlace, referrerPlaces } from './places.js';

/** The page before, classified. */
export interface Referrer {
  readonly medium: ReferrerMedium;
  readonly source?: string;
  /** Search words as the engine passes them on, not yet bounded or redacted. */
  readonly term?: string;
}

const byHost = new Map<string, ReferrerPlace>();
/** `google.*` by its first label, and by two for hosts such as `shopping.google.*`. */
const byStem = new Map<string, ReferrerPlace>();
const byName = new Map<string, ReferrerPlace>();
for (const place of referrerPlaces) {
  for (const host of place.hosts) {
    if (host.endsWith('.*')) byStem.set(host.slice(0, -2), place);
    else byHost.set(host, place);
    byName.set(host, place);
  }
  for (const name of [place.name.toLowerCase(), ...(place.aliases ?? [])]) byName.set(name, place);
}
for (const [stem, place] of byStem) byName.set(`${stem}.com`, place);

const CAPACITY = 500_000;
/** Most pages before are the same few front pages; long ones carry words and come once. */
const MAX_REMEMBERED = 100;
const classified = new LruCache<{ readonly referrer: Referrer | undefined }>(CAPACITY);
const places = new LruCache<{ readonly place: ReferrerPlace | undefined }>(CAPACITY);

/** The place that a host belongs to: itself, the nearest parent that the table knows, or a country's copy of a known name. */
export function placeOfHost(host: string): ReferrerPlace | undefined {
  return places.get(host, () => ({ place: findPlace(host.toLowerCase()) })).place;
}

function findPlace(host: string): ReferrerPlace | undefined {
  const labels = host.split('.');
  for (let from = 0; from < labels.length; from++) {
    const known = byHost.get(labels.slice(from).join('.'));
    if (known) return known;
  }
  // google.de, google.co.uk: the name stands before one or two labels of the country.
  for (const ending of [1, 2]) {
    const name = labels.at(-1 - ending);
    const known = name === undefined ? undefined : byStem.get(name);
    if (known && (labels.at(-ending) as string).length <= 3) return known;
  }
  return undefined;
}

/** The place that a campaign source names: `google`, `fb`, `chatgpt.com`. */
export function placeOfSource(source: string): ReferrerPlace | undefined {
  const name = source.trim().toLowerCase();
  return byName.get(name) ?? (name.includes('.') ? placeOfHost(name) : undefined);
}

/** Classifies the page before; `undefined` where there was none. `pageHost` = host of the page itself. */
export function classifyReferrer(referrer: string | undefined, pageHost: string | undefined): Referrer | undefined {
  if (!referrer) return undefined;
  if (referrer.length > MAX_REMEMBERED) return classify(referrer, pageHost);
  return classified.get(`${pageHost}\n${referrer}`, () => ({ referrer: classify(referrer, pageHost) })).referrer;
}

function classify(referrer: string, pageHost: string | undefined): Referrer | undefined {
  const url = URL.parse(referrer);
  if (!url?.hostname) return undefined;
  if (pageHost !== undefined && bare(url.hostname) === bare(pageHost)) return { medium: 'internal' };
  const place = placeOfHost(url.hostname);
  if (!place) return { medium: 'other' };
  const term = place.terms?.map((name) => url.searchParams.get(name)).find((value) => value);
  return { medium: place.medium, source: place.name, ...(term && { term }) };
}

const bare = (host: string): string => host.toLowerCase().replace(/^www\./, '');
