import type { ClickIdName, ReferrerMedium, TrackedEvent } from '@stellwerk/contracts';
import { placeOfSource } from '../enrich/referrer/classify.js';
import { LruCache } from '../lru-cache.js';

/** What the rules ask of the event that may open a visit. Texts are lower case. */
export interface Arrival {
  readonly source: string | undefined;
  readonly medium: string | undefined;
  /** Name and id of the campaign. */
  readonly campaigns: readonly string[];
  readonly clickId: ClickIdName | undefined;
  readonly landingHost: string | undefined;
  readonly referrer: 'none' | 'same-site' | { readonly host: string };
  readonly referrerMedium: ReferrerMedium | undefined;
  /** Kind of place that the campaign source names. */
  readonly sourceMedium: ReferrerMedium | undefined;
  readonly isPaid: boolean;
}

/** Hosts of referrers, most of which are the same few front pages. */
const hosts = new LruCache<{ readonly host: string }>(500_000);

/** Media of paid visits, as Google Analytics 4 tells them ("Default channel group"). */
const PAID_MEDIUM = /^(?:.*cp.*|ppc|retargeting|paid.*)$/;
/** Click ids that only advertisements carry; Meta adds `fbclid` to every link. */
const PAID_CLICK_IDS: ReadonlySet<ClickIdName | undefined> = new Set<ClickIdName>([
  'gclid',
  'wbraid',
  'gbraid',
  'dclid',
  'msclkid',
  'ttclid',
  'li_fat_id',
  'twclid',
]);

/**
 * Reads an event. `internalHosts` = hosts, and parents of hosts, whose links continue a visit; where rules state any, the page
 * with and without `www.` is one site too.
 */
export function arrivalOf(event: TrackedEvent, internalHosts: readonly string[] | undefined): Arrival {
  const { source, medium, name, id, clickId } = event.campaign ?? {};
  const lowerMedium = medium?.toLowerCase();
  const landingHost = event.page?.host?.toLowerCase();
  return {
    source: source?.toLowerCase(),
    medium: lowerMedium,
    campaigns: [name, id].flatMap((text) => (text === undefined ? [] : [text.toLowerCase()])),
    clickId,
    landingHost,
    referrer: referrerOf(event, internalHosts),
    referrerMedium: event.referrer?.medium,
    sourceMedium: source === undefined ? undefined : placeOfSource(source)?.medium,
    isPaid: (lowerMedium !== undefined && PAID_MEDIUM.test(lowerMedium)) || PAID_CLICK_IDS.has(clickId),
  };
}

function referrerOf(event: TrackedEvent, internalHosts: readonly string[] | undefined): Arrival['referrer'] {
  const text = event.page?.referrer;
  if (text === undefined || text === '') return 'none';
  const { host } = hosts.get(text, () => ({ host: URL.parse(text)?.hostname ?? '' }));
  if (host === '') return 'none';
  const isOurs =
    host === event.page?.host ||
    (internalHosts !== undefined && event.referrer?.medium === 'internal') ||
    internalHosts?.some((own) => host === own || host.endsWith(`.${own}`));
  return isOurs ? 'same-site' : { host };
}
