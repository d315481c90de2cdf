import { type ClickIdName, clickIdNames } from '@stellwerk/contracts';
import type { CampaignFacts } from '../call.js';

/** What the address of a landing page says about how the visit came about. */
export interface LandingFacts {
  readonly campaign: CampaignFacts;
  /** Every click id with its value, as sent. */
  readonly clickIds: Readonly<Partial<Record<ClickIdName, string>>>;
}

const CAMPAIGN_FIELDS = {
  utm_source: 'source',
  utm_medium: 'medium',
  utm_campaign: 'name',
  utm_term: 'term',
  utm_content: 'content',
  utm_id: 'id',
} as const satisfies Readonly<Record<string, keyof CampaignFacts>>;

const NOTHING: LandingFacts = { campaign: {}, clickIds: {} };
const CLICK_IDS: ReadonlySet<string> = new Set(clickIdNames);
/** Platforms write letters, digits and these; anything else is no click id, and may be somebody's address. */
const CLICK_ID = /^[\w.~+=-]{4,512}$/;

/** Reads `utm_…` parameters and click ids of an address, names without regard to case; the first of a name counts. */
export function readLanding(url: string | undefined): LandingFacts {
  const at = url?.indexOf('?') ?? -1;
  if (url === undefined || at < 0) return NOTHING;
  const campaign: { -readonly [Field in keyof CampaignFacts]: string } = {};
  const clickIds: Partial<Record<ClickIdName, string>> = {};
  for (const [parameter, value] of new URLSearchParams(url.slice(at + 1).split('#', 1)[0])) {
    const name = parameter.toLowerCase();
    if (value === '') continue;
    if (Object.hasOwn(CAMPAIGN_FIELDS, name)) campaign[CAMPAIGN_FIELDS[name as keyof typeof CAMPAIGN_FIELDS]] ??= value;
    else if (CLICK_IDS.has(name) && CLICK_ID.test(value)) clickIds[name as ClickIdName] ??= value;
  }
  return { campaign, clickIds };
}

/** The campaign that the client names; where it names none, that of the address. */
export function campaignOf(sent: CampaignFacts | undefined, landing: LandingFacts): CampaignFacts {
  const isSent = sent !== undefined && Object.values(sent).some((value) => value !== undefined && value !== '');
  return isSent ? { ...sent, id: sent.id || landing.campaign.id } : landing.campaign;
}

/** The click id that says most: in the order of the contract, but Meta's last, which stands in every link of its apps. */
export const leadingClickId = (clickIds: LandingFacts['clickIds']): ClickIdName | undefined =>
  clickIdNames.find((name) => name !== 'fbclid' && clickIds[name] !== undefined) ??
  (clickIds.fbclid === undefined ? undefined : 'fbclid');
