import type { Call } from '../domain/call.js';
import type { ConsentDecision } from '../domain/consent/decide.js';
import { campaignOf, leadingClickId, readLanding } from '../domain/enrich/campaign.js';
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
  const clickId = leadingClickId(landing.clickIds);
  const texts = Object.entries(campaignOf(sent, landing)).flatMap(([field, text]) =>
    typeof text === 'string' && text !== '' ? [[field, redact(text).slice(0, MAX_TEXT)]] : [],
  );
  const campaign = { ...Object.fromEntries(texts), ...(clickId && { clickId }) };
  const mayMeasure = consent.purposes.includes('ad_measurement');
  // What the redactor would change is no click id but something about a person.
  const clickIds = Object.entries(landing.clickIds).filter(([, value]) => mayMeasure && redact(value) === value);
  const referrer = classifyReferrer(page?.referrer, pageHost);
  return {
    ...(Object.keys(campaign).length > 0 && { campaign }),
    ...(clickIds.length > 0 && { clickIds: Object.fromEntries(clickIds) }),
    ...(referrer && {
      referrer: { ...referrer, ...(referrer.term && { term: redact(referrer.term).slice(0, MAX_TEXT) }) },
    }),
  };
}
