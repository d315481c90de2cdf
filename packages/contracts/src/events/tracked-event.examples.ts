import { defaultPerson } from '../core/ids.js';
import type { TrackedEvent } from './tracked-event.js';

const device = 'device:5f0c2f3b6a1d4e8f9a7b3c2d1e0f4a5b';
const login = 'login:0a1b2c3d4e5f60718293a4b5c6d7e8f9';

const base = {
  tenant: 'demo',
  source: 'web',
  eventTime: '2026-11-24T09:15:00.000Z',
  receivedAt: '2026-11-24T09:15:00.480Z',
  personKey: device,
  person: defaultPerson('demo', device),
  keys: [device],
  consent: { purposes: ['analytics_store' as const], policy: 'eu-default@1', reason: 'category analytics granted' },
  library: 'analytics-node@3.1.0',
  properties: {},
};

/** One valid event per kind. */
export const trackedEventExamples: { title: string; payload: TrackedEvent }[] = [
  {
    title: 'page view from a campaign',
    payload: {
      ...base,
      kind: 'View',
      surface: 'page',
      eventId: '0d9c8a52-6f1b-5b0e-9a44-2f6f6f6f0001',
      messageId: 'node-next-1',
      name: 'Product list',
      page: { url: 'https://shop.example/lamps', path: '/lamps', host: 'shop.example', title: 'Leuchten' },
      campaign: { source: 'newsletter', medium: 'email', name: 'november' },
      channel: { name: 'Email', rules: 'default@1' },
    },
  },
  {
    title: 'click',
    payload: {
      ...base,
      kind: 'Click',
      eventId: '0d9c8a52-6f1b-5b0e-9a44-2f6f6f6f0002',
      messageId: 'node-next-2',
      name: 'Link Clicked',
      target: '/lamps/brass',
    },
  },
  {
    title: 'basket',
    payload: {
      ...base,
      kind: 'AddToCart',
      eventId: '0d9c8a52-6f1b-5b0e-9a44-2f6f6f6f0003',
      messageId: 'node-next-3',
      name: 'Product Added',
      products: [{ productId: 'L-100', quantity: '2', price: { amount: '59.90', currency: 'EUR' } }],
    },
  },
  {
    title: 'order',
    payload: {
      ...base,
      kind: 'Purchase',
      keys: [login, device],
      eventId: '0d9c8a52-6f1b-5b0e-9a44-2f6f6f6f0004',
      messageId: 'node-next-4',
      name: 'Order Completed',
      orderId: 'A-2026-1001',
      total: { amount: '119.80', currency: 'EUR' },
      products: [{ productId: 'L-100', name: 'Messingleuchte', quantity: '2' }],
    },
  },
  {
    title: 'refund of one lamp',
    payload: {
      ...base,
      kind: 'Refund',
      eventId: '0d9c8a52-6f1b-5b0e-9a44-2f6f6f6f0008',
      messageId: 'refunds/G-17',
      name: 'Refund',
      orderId: 'A-2026-1001',
      refundId: 'G-17',
      total: { amount: '59.90', currency: 'EUR' },
      products: [{ productId: 'L-100', quantity: '1' }],
    },
  },
  {
    title: 'content view',
    payload: {
      ...base,
      kind: 'ContentView',
      eventId: '0d9c8a52-6f1b-5b0e-9a44-2f6f6f6f0005',
      messageId: 'node-next-5',
      name: 'Product Viewed',
      products: [{ productId: 'L-100', category: 'lamps' }],
    },
  },
  {
    title: 'login joins a device',
    payload: {
      ...base,
      kind: 'Identify',
      keys: [login, device],
      eventId: '0d9c8a52-6f1b-5b0e-9a44-2f6f6f6f0006',
      messageId: 'node-next-6',
      name: 'identify',
    },
  },
  {
    title: 'custom event',
    payload: {
      ...base,
      kind: 'Custom',
      eventId: '0d9c8a52-6f1b-5b0e-9a44-2f6f6f6f0007',
      messageId: 'node-next-7',
      name: 'Catalogue Requested',
      properties: { language: 'de' },
    },
  },
  {
    title: 'order with what was found out about it',
    payload: {
      ...base,
      consent: { ...base.consent, purposes: ['analytics_store', 'ad_measurement'] },
      kind: 'Purchase',
      keys: [login, device],
      eventId: '0d9c8a52-6f1b-5b0e-9a44-2f6f6f6f0008',
      messageId: 'node-next-8',
      name: 'Order Completed',
      orderId: 'A-2026-1002',
      total: { amount: '100.00', currency: 'CHF' },
      products: [{ productId: 'L-100', name: 'Messingleuchte', category: 'Leuchten > Tischleuchten' }],
      campaign: { source: 'google', medium: 'cpc', name: 'Brand search DE', id: '19283746', clickId: 'gclid' },
      clickIds: { gclid: 'Cj0KCQiA-example' },
      referrer: { medium: 'search', source: 'Google' },
      device: {
        browser: { family: 'Firefox', major: '140' },
        os: { family: 'Linux' },
        class: 'desktop',
        ip: '203.0.113.0',
      },
      geo: { country: 'CH' },
      agent: { class: 'human', score: 0.02, reasons: [] },
      converted: { amount: '106.50', currency: 'EUR', rates: 'default@3', rateDay: '2026-11-24' },
    },
  },
  {
    title: 'page view by an assistant that signs its requests',
    payload: {
      ...base,
      kind: 'View',
      surface: 'page',
      eventId: '0d9c8a52-6f1b-5b0e-9a44-2f6f6f6f0009',
      messageId: 'node-next-9',
      name: 'Product list',
      page: { url: 'https://shop.example/lamps', path: '/lamps', host: 'shop.example' },
      agent: { class: 'ai-agent', score: 1, reasons: ['signature'], name: 'Shopping assistant', verified: true },
    },
  },
  {
    title: 'page view with the signals that its consent rests on',
    payload: {
      ...base,
      kind: 'View',
      surface: 'page',
      eventId: '0d9c8a52-6f1b-5b0e-9a44-2f6f6f6f0010',
      messageId: 'node-next-10',
      name: 'Product list',
      consent: {
        purposes: ['analytics_store'],
        policy: 'eu-default@2',
        reason: 'signals: gcd, gpc',
        region: 'DE',
        signals: [
          {
            type: 'gcd',
            raw: '11q1t1q1q5',
            parsed: {
              ad_storage: 'denied',
              analytics_storage: 'granted',
              ad_user_data: 'denied',
              ad_personalization: 'denied',
            },
            granted: ['analytics_store'],
            refused: ['ad_measurement', 'ad_profile', 'user_data_upload'],
          },
          { type: 'gpc', raw: '1', granted: [], refused: ['ad_measurement', 'ad_profile', 'user_data_upload'] },
        ],
        destinations: ['web-statistics'],
      },
      page: { url: 'https://shop.example/lamps', path: '/lamps', host: 'shop.example' },
    },
  },
  {
    title: 'page view that was counted without an identifier',
    payload: {
      ...base,
      kind: 'View',
      surface: 'page',
      eventId: '0d9c8a52-6f1b-5b0e-9a44-2f6f6f6f0011',
      messageId: '0d9c8a52-6f1b-5b0e-9a44-2f6f6f6f0011',
      name: 'Product list',
      consent: {
        purposes: ['analytics_store'],
        policy: 'eu-default@2',
        reason: 'cookieless',
        region: 'DE',
        mode: 'cookieless',
      },
      page: { url: 'https://shop.example/lamps', path: '/lamps', host: 'shop.example' },
    },
  },
];
