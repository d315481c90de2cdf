import type { ControlSpec, TrackedEvent } from '@stellwerk/contracts';
import { type Arrival, arrivalOf } from './arrival.js';
import { fitsPattern } from './pattern.js';

export type ChannelRules = ControlSpec<'channel-rules'>;
type Rule = ChannelRules['rules'][number];

/**
 * Which channel brought the visit that this event opens, or `null` where the event says nothing about it: it is no view, or
 * it continues a visit (referrer of the same host, no campaign). The first rule that fits wins.
 */
export function channelOf(event: TrackedEvent, rules: ChannelRules): string | null {
  if (event.kind !== 'View') return null;
  const arrival = arrivalOf(event, rules.internalHosts);
  const { source, medium, referrer } = arrival;
  const continues = source === undefined && medium === undefined && referrer === 'same-site';
  for (const rule of rules.rules) {
    // A link within the site continues the visit, unless a rule asks for what only an advertisement carries.
    if (continues && !rule.clickIds && !rule.campaigns) continue;
    if (fits(rule, arrival))
      return rule.channel === '$source' ? (event.campaign?.source ?? rules.direct) : rule.channel;
  }
  if (continues) return null;
  if (source !== undefined || medium !== undefined) return 'Other';
  return referrer === 'none' ? rules.direct : 'Referral';
}

function fits(rule: Rule, arrival: Arrival): boolean {
  return (
    equals(rule.source, arrival.source) &&
    equals(rule.medium, arrival.medium) &&
    isHost(rule.referrerHost, arrival.referrer) &&
    anyFits(rule.sources, arrival.source) &&
    anyFits(rule.media, arrival.medium) &&
    (!rule.campaigns || arrival.campaigns.some((campaign) => anyFits(rule.campaigns, campaign))) &&
    anyFits(rule.landingHosts, arrival.landingHost) &&
    isOneOf(rule.referrerMedia, arrival.referrer === 'same-site' ? undefined : arrival.referrerMedium) &&
    isOneOf(rule.sourceMedia, arrival.sourceMedium) &&
    (!rule.clickIds ||
      (arrival.clickId !== undefined && rule.clickIds.some((id) => id === '*' || id === arrival.clickId))) &&
    (rule.paid === undefined || rule.paid === arrival.isPaid)
  );
}

function equals(wanted: string | undefined, found: string | undefined): boolean {
  if (wanted === undefined) return true;
  return found !== undefined && (wanted === '*' || wanted.toLowerCase() === found);
}

function anyFits(patterns: readonly string[] | undefined, found: string | undefined): boolean {
  if (!patterns) return true;
  return found !== undefined && patterns.some((pattern) => fitsPattern(pattern.toLowerCase(), found));
}

const isOneOf = <Value>(wanted: readonly Value[] | undefined, found: Value | undefined): boolean =>
  !wanted || (found !== undefined && wanted.includes(found));

function isHost(wanted: string | undefined, referrer: Arrival['referrer']): boolean {
  if (wanted === undefined) return true;
  if (typeof referrer === 'string') return false;
  return referrer.host === wanted || referrer.host.endsWith(`.${wanted}`);
}
