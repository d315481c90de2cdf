import type { Call } from '../domain/call.js';
import type { ConsentDecision } from '../domain/consent/decide.js';
import { campaignOf, type LandingFacts, leadingClickId, readLanding } from '../domain/enrich/campaign.js';
import { classifyReferrer } from '../domain/enrich/referrer/classify.js';
import type { Redact } from '../domain/personal-data/redactor.js';

type Fields = Readonly<Record<string, unknown>>;

/** Longest text of a campaign, characters. */
const MAX_TEXT = 256;

/**
 * How a visit came about: campaign, click ids and the page before, from what the client says and from the address of its
 * page. Values of click ids name one click of one person, so they are kept only where measuring advertising is allowed.
 */
export function arrivalOf(
  { page, campaign: sent }: Call,
  pageHost: string | undefined,
  consent: ConsentDecision,
  redact: Redact,
): Fields {
  const landing = readLanding(page?.url);
  const campaign: Record<string, string | undefined> = { clickId: leadingClickId(landing.clickIds) };
  for (const [field, text] of Object.entries(campaignOf(sent, landing))) {
    if (typeof text === 'string' && text !== '') campaign[field] = redact(text).slice(0, MAX_TEXT);
  }
  const referrer = classifyReferrer(page?.referrer, pageHost);
  return {
    campaign: Object.values(campaign).some((text) => text !== undefined) ? campaign : undefined,
    clickIds: consent.purposes.includes('ad_measurement') ? keptClickIds(landing.clickIds, redact) : undefined,
    referrer: referrer?.term ? { ...referrer, term: redact(referrer.term).slice(0, MAX_TEXT) } : referrer,
  };
}

/** What the redactor would change is no click id but something about a person. */
function keptClickIds(clickIds: LandingFacts['clickIds'], redact: Redact): LandingFacts['clickIds'] | undefined {
  const kept = Object.entries(clickIds).filter(([, value]) => redact(value) === value);
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}
