import type { ControlSpec, TrackedEvent } from '@stellwerk/contracts';

export type ChannelRules = ControlSpec<'channel-rules'>;

/**
 * Which channel brought the visit that this event opens, or `null` where the event says nothing about it: it is no view, or
 * it continues a visit (referrer of the same host, no campaign). The first rule that fits wins.
 */
export function channelOf(event: TrackedEvent, rules: ChannelRules): string | null {
  if (event.kind !== 'View') return null;
  const source = event.campaign?.source?.toLowerCase();
  const medium = event.campaign?.medium?.toLowerCase();
  const referrer = foreignReferrer(event);
  if (source === undefined && medium === undefined && referrer === 'same-site') return null;
  for (const rule of rules.rules) {
    const fits =
      matches(rule.source, source) && matches(rule.medium, medium) && matchesHost(rule.referrerHost, referrer);
    if (fits) return rule.channel === '$source' ? (event.campaign?.source ?? rules.direct) : rule.channel;
  }
  if (source !== undefined || medium !== undefined) return 'Other';
  return referrer === 'none' ? rules.direct : 'Referral';
}

type Referrer = 'none' | 'same-site' | { readonly host: string };

function foreignReferrer(event: TrackedEvent): Referrer {
  const text = event.page?.referrer;
  if (text === undefined || text === '') return 'none';
  const host = URL.canParse(text) ? new URL(text).hostname : '';
  if (host === '') return 'none';
  return host === event.page?.host ? 'same-site' : { host };
}

function matches(wanted: string | undefined, found: string | undefined): boolean {
  if (wanted === undefined) return true;
  return found !== undefined && (wanted === '*' || wanted.toLowerCase() === found);
}

function matchesHost(wanted: string | undefined, referrer: Referrer): boolean {
  if (wanted === undefined) return true;
  if (typeof referrer === 'string') return false;
  return referrer.host === wanted || referrer.host.endsWith(`.${wanted}`);
}
