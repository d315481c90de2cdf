import { type TrackedEvent, trackingEvent } from '@stellwerk/contracts';
import fc from 'fast-check';
import { type ChannelRules, channelOf } from './channel.js';

const rules: ChannelRules = {
  rules: [
    { source: 'newsletter', channel: 'Email' },
    { medium: 'cpc', channel: 'Paid Search' },
    { referrerHost: 'google.com', channel: 'Organic Search' },
  ],
  direct: 'Direct',
};
const perSource: ChannelRules = { rules: [{ source: '*', channel: '$source' }], direct: 'Direct' };

const example = trackingEvent.examples[0]?.payload as Extract<TrackedEvent, { kind: 'View' }>;
const view = (changes: Partial<TrackedEvent>): TrackedEvent =>
  ({ ...example, campaign: undefined, page: { host: 'shop.example' }, ...changes }) as TrackedEvent;

describe('channel of a visit', () => {
  it.each<[string, TrackedEvent, ChannelRules, string | null]>([
    ['a campaign source', view({ campaign: { source: 'Newsletter' } }), rules, 'Email'],
    ['a medium', view({ campaign: { source: 'bing', medium: 'CPC' } }), rules, 'Paid Search'],
    ['a campaign that no rule knows', view({ campaign: { source: 'flyer' } }), rules, 'Other'],
    [
      'a referrer',
      view({ page: { host: 'shop.example', referrer: 'https://www.google.com/' } }),
      rules,
      'Organic Search',
    ],
    ['a look-alike referrer', view({ page: { referrer: 'https://notgoogle.com/' } }), rules, 'Referral'],
    ['another site', view({ page: { referrer: 'https://blog.example/post' } }), rules, 'Referral'],
    ['no referrer', view({}), rules, 'Direct'],
    ['an unreadable referrer', view({ page: { referrer: 'android-app' } }), rules, 'Direct'],
    [
      'a click inside the site',
      view({ page: { host: 'shop.example', referrer: 'https://shop.example/a' } }),
      rules,
      null,
    ],
    [
      'a campaign inside the site',
      view({ campaign: { source: 'newsletter' }, page: { host: 'shop.example', referrer: 'https://shop.example/a' } }),
      rules,
      'Email',
    ],
    ['a source that is the channel', view({ campaign: { source: 'Alpha' } }), perSource, 'Alpha'],
  ])('%s', (_title, event, given, expected) => {
    expect(channelOf(event, given)).toBe(expected);
  });

  it('is nothing for events that open no visit', () => {
    for (const { payload } of trackingEvent.examples) {
      if (payload.kind !== 'View') expect(channelOf(payload, rules)).toBeNull();
    }
  });
});

/** The rules of documents from before lists, patterns and referrer kinds existed, written down as they always were. */
function channelByExactRules(event: TrackedEvent, { rules: table, direct }: ChannelRules): string | null {
  const source = event.campaign?.source?.toLowerCase();
  const medium = event.campaign?.medium?.toLowerCase();
  const host = URL.canParse(event.page?.referrer ?? '') ? new URL(event.page?.referrer ?? '').hostname : '';
  const isSame = host !== '' && host === event.page?.host;
  if (source === undefined && medium === undefined && isSame) return null;
  const equals = (wanted: string | undefined, found: string | undefined) =>
    wanted === undefined || (found !== undefined && (wanted === '*' || wanted.toLowerCase() === found));
  const isHost = (wanted: string | undefined) =>
    wanted === undefined || (host !== '' && !isSame && (host === wanted || host.endsWith(`.${wanted}`)));
  const rule = table.find(
    (one) => equals(one.source, source) && equals(one.medium, medium) && isHost(one.referrerHost),
  );
  if (rule) return rule.channel === '$source' ? (event.campaign?.source ?? direct) : rule.channel;
  if (source !== undefined || medium !== undefined) return 'Other';
  return host === '' ? direct : 'Referral';
}

describe('documents with exact rules alone', () => {
  const text = fc.constantFrom('google', 'Google', 'cpc', '*', 'goo*', 'x');
  const host = fc.constantFrom('google.com', 'www.google.com', 'shop.example', 'www.shop.example');
  const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined });
  const rule = fc.record({
    source: maybe(text),
    medium: maybe(text),
    referrerHost: maybe(host),
    channel: fc.constantFrom('A', 'B', '$source'),
  });
  const event = fc.record({
    campaign: maybe(fc.record({ source: maybe(text), medium: maybe(text), name: maybe(text) })),
    clickIds: maybe(fc.constant({ gclid: 'abcd' })),
    referrer: maybe(fc.constant({ medium: 'internal' as const })),
    page: maybe(fc.record({ host: maybe(host), referrer: maybe(host.map((name) => `https://${name}/`)) })),
  });

  it('decide as they always did, whatever else events say', () => {
    fc.assert(
      fc.property(event, fc.array(rule, { maxLength: 5 }), (given, table) => {
        const visit = view(given as Partial<TrackedEvent>);
        const document = { rules: table, direct: 'Direct' } as ChannelRules;
        expect(channelOf(visit, document)).toBe(channelByExactRules(visit, document));
      }),
    );
  });
});
