import { type TrackedEvent, trackingEvent } from '@stellwerk/contracts';
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
