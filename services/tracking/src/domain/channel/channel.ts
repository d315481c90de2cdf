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
  for (const { channel, conditions, asksForAdvertisement } of compiled(rules)) {
    // A link within the site continues the visit, unless a rule asks for what only an advertisement carries.
    if (continues && !asksForAdvertisement) continue;
    if (conditions.every((holds) => holds(arrival))) {
      return channel === '$source' ? (event.campaign?.source ?? rules.direct) : channel;
    }
  }
  if (continues) return null;
  if (source !== undefined || medium !== undefined) return 'Other';
  return referrer === 'none' ? rules.direct : 'Referral';
}

type Condition = (arrival: Arrival) => boolean;

interface CompiledRule {
  readonly channel: string;
  readonly conditions: readonly Condition[];
  readonly asksForAdvertisement: boolean;
}

const cache = new WeakMap<ChannelRules, readonly CompiledRule[]>();

function compiled(rules: ChannelRules): readonly CompiledRule[] {
  let found = cache.get(rules);
  if (!found) {
    found = rules.rules.map((rule) => ({
      channel: rule.channel,
      conditions: conditionsOf(rule),
      asksForAdvertisement: rule.clickIds !== undefined || rule.campaigns !== undefined,
    }));
    cache.set(rules, found);
  }
  return found;
}

/** One condition per field that the rule states. */
function conditionsOf(rule: Rule): Condition[] {
  const { source, medium, referrerHost, sources, media, campaigns, landingHosts, paid } = rule;
  const { referrerMedia, sourceMedia, clickIds } = rule;
  const conditions: Condition[] = [];
  if (source !== undefined) conditions.push(equals(source, (arrival) => arrival.source));
  if (medium !== undefined) conditions.push(equals(medium, (arrival) => arrival.medium));
  if (referrerHost !== undefined) conditions.push(({ referrer }) => isHost(referrerHost, referrer));
  if (sources) conditions.push(fits(sources, ({ source: found }) => [found]));
  if (media) conditions.push(fits(media, ({ medium: found }) => [found]));
  if (campaigns) conditions.push(fits(campaigns, ({ campaigns: found }) => found));
  if (landingHosts) conditions.push(fits(landingHosts, ({ landingHost }) => [landingHost]));
  if (referrerMedia) {
    conditions.push(
      ({ referrer, referrerMedium }) => referrer !== 'same-site' && isOneOf(referrerMedia, referrerMedium),
    );
  }
  if (sourceMedia) conditions.push(({ sourceMedium }) => isOneOf(sourceMedia, sourceMedium));
  if (clickIds)
    conditions.push(({ clickId }) => clickId !== undefined && clickIds.some((id) => id === '*' || id === clickId));
  if (paid !== undefined) conditions.push(({ isPaid }) => isPaid === paid);
  return conditions;
}

type TextOf = (arrival: Arrival) => string | undefined;

function equals(wanted: string, textOf: TextOf): Condition {
  const lower = wanted.toLowerCase();
  return (arrival) => {
    const found = textOf(arrival);
    return found !== undefined && (wanted === '*' || lower === found);
  };
}

function fits(patterns: readonly string[], textsOf: (arrival: Arrival) => readonly (string | undefined)[]): Condition {
  const lower = patterns.map((pattern) => pattern.toLowerCase());
  return (arrival) =>
    textsOf(arrival).some((text) => text !== undefined && lower.some((pattern) => fitsPattern(pattern, text)));
}

const isOneOf = <Value>(wanted: readonly Value[], found: Value | undefined): boolean =>
  found !== undefined && wanted.includes(found);

function isHost(wanted: string, referrer: Arrival['referrer']): boolean {
  if (typeof referrer === 'string') return false;
  return referrer.host === wanted || referrer.host.endsWith(`.${wanted}`);
}
