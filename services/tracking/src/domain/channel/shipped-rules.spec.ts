import { type ControlSpec, channelRulesSpec, type TrackedEvent, trackingEvent } from '@stellwerk/contracts';
import { leadingClickId, readLanding } from '../enrich/campaign.js';
import { classifyReferrer } from '../enrich/referrer/classify.js';
import { channelOf } from './channel.js';
import { shippedRules } from './shipped-rules.js';

const example = trackingEvent.examples[0]?.payload as TrackedEvent;

/** A visit to a landing page with a query, from a page before. */
function visit(query: string, from?: string, host = 'shop.example'): TrackedEvent {
  const { campaign, clickIds } = readLanding(`https://${host}/?${query}`);
  const clickId = leadingClickId(clickIds);
  const referrer = classifyReferrer(from, host);
  return {
    ...example,
    campaign: { ...campaign, ...(clickId && { clickId }) },
    page: { host, ...(from !== undefined && { referrer: from }) },
    ...(referrer && { referrer }),
  } as TrackedEvent;
}

const channels: readonly (readonly [query: string, from: string | undefined, channel: string | null])[] = [
  ['', undefined, 'Direct'],
  ['', 'https://www.google.de/', 'Organic Search'],
  ['', 'https://www.google.co.uk/', 'Organic Search'],
  ['', 'https://duckduckgo.com/', 'Organic Search'],
  ['', 'android-app://com.google.android.googlequicksearchbox/', 'Organic Search'],
  ['', 'https://l.facebook.com/', 'Organic Social'],
  ['', 'https://t.co/abc', 'Organic Social'],
  ['', 'https://www.youtube.com/watch', 'Organic Video'],
  ['', 'https://www.idealo.de/preisvergleich', 'Organic Shopping'],
  ['', 'https://mail.google.com/', 'Email'],
  ['', 'https://chatgpt.com/', 'AI Assistant'],
  ['', 'https://www.perplexity.ai/search', 'AI Assistant'],
  ['', 'https://copilot.microsoft.com/', 'AI Assistant'],
  ['', 'https://gemini.google.com/app', 'AI Assistant'],
  ['', 'https://blog.example/post', 'Referral'],
  ['', 'https://shop.example/lamps', null],
  ['', 'https://www.shop.example/lamps', null],
  ['', 'https://www.paypal.com/checkoutnow', null],
  ['utm_source=google&utm_medium=cpc', 'https://www.google.de/', 'Paid Search'],
  ['utm_source=google&utm_medium=organic', undefined, 'Organic Search'],
  ['utm_source=bing&utm_medium=ppc', undefined, 'Paid Search'],
  ['gclid=Cj0KCQiA', 'https://www.google.de/', 'Paid Search'],
  ['msclkid=0123456789abcdef', undefined, 'Paid Search'],
  ['dclid=CNabc123', undefined, 'Display'],
  ['ttclid=E.C.P.abc', undefined, 'Paid Social'],
  ['fbclid=IwAR0abc', 'https://l.facebook.com/', 'Organic Social'],
  ['utm_source=facebook&utm_medium=cpc&utm_campaign=spring', undefined, 'Paid Social'],
  ['utm_source=ig&utm_medium=paid', undefined, 'Paid Social'],
  ['utm_source=x&utm_medium=paid_social', undefined, 'Paid Social'],
  ['utm_source=instagram&utm_medium=social', undefined, 'Organic Social'],
  ['utm_source=youtube&utm_medium=cpv', undefined, 'Paid Video'],
  ['utm_source=youtube&utm_medium=cpc', undefined, 'Paid Video'],
  ['utm_source=google&utm_medium=cpc&utm_campaign=shopping-lamps', undefined, 'Paid Shopping'],
  ['utm_source=google&utm_medium=cpc&utm_campaign=pmax-cross-network', undefined, 'Cross-network'],
  ['utm_source=taboola&utm_medium=display', undefined, 'Display'],
  ['utm_source=taboola&utm_medium=cpc', undefined, 'Paid Other'],
  ['utm_source=awin&utm_medium=affiliate', undefined, 'Affiliate'],
  ['utm_source=november&utm_medium=email', undefined, 'Email'],
  ['utm_source=newsletter', undefined, 'Email'],
  ['utm_source=chatgpt.com', undefined, 'AI Assistant'],
  ['utm_source=perplexity&utm_medium=referral', undefined, 'AI Assistant'],
  ['utm_source=crm&utm_medium=sms', undefined, 'SMS'],
  ['utm_source=firebase&utm_medium=notification', undefined, 'Push'],
  ['utm_source=spotify&utm_medium=podcast', undefined, 'Audio'],
  ['utm_source=catalogue&utm_medium=qr', undefined, 'Offline'],
  ['utm_source=friend&utm_medium=referral', undefined, 'Referral'],
  ['utm_source=unheard-of', undefined, 'Other'],
  ['utm_medium=unheard-of', undefined, 'Other'],
];

describe('the channels that come with the product', () => {
  it.each(channels)('?%s from %s is %s', (query, from, channel) => {
    expect(channelOf(visit(query, from), shippedRules)).toBe(channel);
  });

  it('are a document as any tenant could write it', () => {
    const parsed: ControlSpec<'channel-rules'> = channelRulesSpec.parse(shippedRules);
    expect(parsed).toEqual(shippedRules);
  });

  it('are all reached by an example', () => {
    const named = new Set([...shippedRules.rules.map(({ channel }) => channel), 'Direct', 'Referral']);
    expect([...named].filter((channel) => !channels.some((row) => row[2] === channel))).toEqual([]);
  });
});
