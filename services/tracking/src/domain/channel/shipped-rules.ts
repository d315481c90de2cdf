import type { ChannelRules } from './channel.js';

/** Raised with every change of the table: events name the version that decided. */
export const SHIPPED_VERSION = 1;

/** What stands in `channel.rules` of events that the shipped table decided. */
export const SHIPPED_RULES = `shipped-default@${SHIPPED_VERSION}`;

/**
 * The table that holds where a tenant has no channel-rules document of the name `default`. Groups as in Google Analytics 4
 * ("Default channel group"), with assistants, cross-device messages and media outside the web as channels of their own.
 */
export const shippedRules: ChannelRules = {
  rules: [
    { campaigns: ['*cross-network*'], channel: 'Cross-network' },
    { sourceMedia: ['shopping'], paid: true, channel: 'Paid Shopping' },
    { campaigns: ['shop*', '*-shop*', '*_shop*', '* shop*', '*shopping*'], paid: true, channel: 'Paid Shopping' },
    { media: ['display', 'banner', 'expandable', 'interstitial', 'cpm', 'programmatic'], channel: 'Display' },
    { clickIds: ['dclid'], channel: 'Display' },
    { sourceMedia: ['search'], paid: true, channel: 'Paid Search' },
    { sourceMedia: ['social'], paid: true, channel: 'Paid Social' },
    { sourceMedia: ['video'], paid: true, channel: 'Paid Video' },
    { media: ['paid-social', 'paid_social', 'paidsocial', 'paid social'], channel: 'Paid Social' },
    { media: ['paid-search', 'paid_search', 'paidsearch', 'paid search'], channel: 'Paid Search' },
    { media: ['paid-video', 'paid_video', 'paidvideo', 'paid video'], channel: 'Paid Video' },
    { clickIds: ['gclid', 'wbraid', 'gbraid', 'msclkid'], channel: 'Paid Search' },
    { clickIds: ['ttclid', 'li_fat_id', 'twclid'], channel: 'Paid Social' },
    { media: ['affiliate', 'affiliates', 'affiliation', 'partner', 'partners'], channel: 'Affiliate' },
    { media: ['email', 'e-mail', 'e_mail', 'e mail', 'newsletter', 'mail'], channel: 'Email' },
    { sources: ['email', 'e-mail', 'e_mail', 'e mail', 'newsletter', '*newsletter*'], channel: 'Email' },
    { media: ['sms', 'mms', 'rcs'], channel: 'SMS' },
    { sources: ['sms'], channel: 'SMS' },
    { media: ['*push', 'push*', 'notification', 'mobile'], channel: 'Push' },
    { sources: ['firebase'], channel: 'Push' },
    { media: ['audio', 'podcast', 'radio-online'], channel: 'Audio' },
    {
      media: ['qr', 'qrcode', 'qr-code', 'print', 'offline', 'flyer', 'letter', 'tv', 'radio', 'ooh'],
      channel: 'Offline',
    },
    { paid: true, channel: 'Paid Other' },
    { sourceMedia: ['ai-assistant'], channel: 'AI Assistant' },
    { sourceMedia: ['shopping'], channel: 'Organic Shopping' },
    { sourceMedia: ['social'], channel: 'Organic Social' },
    {
      media: ['social', 'social-network', 'social-media', 'social network', 'social media', 'sm'],
      channel: 'Organic Social',
    },
    { sourceMedia: ['video'], channel: 'Organic Video' },
    { media: ['video', '*video*'], channel: 'Organic Video' },
    { sourceMedia: ['search'], channel: 'Organic Search' },
    { media: ['organic'], channel: 'Organic Search' },
    { sourceMedia: ['email'], channel: 'Email' },
    { media: ['referral', 'app', 'link'], channel: 'Referral' },
    { source: '*', channel: 'Other' },
    { medium: '*', channel: 'Other' },
    { referrerMedia: ['ai-assistant'], channel: 'AI Assistant' },
    { referrerMedia: ['search'], channel: 'Organic Search' },
    { referrerMedia: ['social'], channel: 'Organic Social' },
    { referrerMedia: ['video'], channel: 'Organic Video' },
    { referrerMedia: ['shopping'], channel: 'Organic Shopping' },
    { referrerMedia: ['email'], channel: 'Email' },
  ],
  direct: 'Direct',
  // Pages that visitors come back from within an order.
  internalHosts: [
    'paypal.com',
    'checkout.stripe.com',
    'hooks.stripe.com',
    'klarna.com',
    'payments.amazon.de',
    'payments.amazon.com',
    'mollie.com',
    'adyen.com',
    'sofort.com',
    'saferpay.com',
    'unzer.com',
  ],
};
