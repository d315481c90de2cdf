// node scripts/record-snowplow-node.mjs — what @snowplow/node-tracker sends.
import {
  buildAddToCart,
  buildConsentGranted,
  buildConsentWithdrawn,
  buildEcommerceTransaction,
  buildEcommerceTransactionItem,
  buildLinkClick,
  buildPagePing,
  buildPageView,
  buildScreenView,
  buildSelfDescribingEvent,
  buildStructEvent,
  newTracker,
} from '@snowplow/node-tracker';
import { record } from './recorder.mjs';

const AT = 1_795_601_700_000;
const entity = { schema: 'iglu:com.acme/membership/jsonschema/1-0-2', data: { plan: 'pro', since: 2019 } };

function tracker(endpoint, emitter = {}, encodeBase64 = true) {
  const made = newTracker(
    { namespace: 'shop', appId: 'shop-server', encodeBase64 },
    { endpoint, bufferSize: 1, retryFailedRequests: false, ...emitter },
  );
  made.setDomainUserId('b6d34b0f-8038-482d-8d9f-d3bb81d465a5');
  made.setNetworkUserId('9d2a7a8e-1c35-4c43-9b3c-4b3c5b1e6f70');
  made.setSessionId('4a79ea09-b552-4c65-8117-1e7ceb751b01');
  made.setSessionIndex('3');
  made.setUserId('user-4711');
  made.setLang('de-DE');
  made.setTimezone('Europe/Berlin');
  made.setScreenResolution('1920', '1080');
  made.setViewport('1280', '720');
  made.setIpAddress('203.0.113.77');
  made.setUseragent('Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0');
  return made;
}

const url = 'https://shop.example/lamps/7?utm_source=newsletter&utm_medium=email&utm_campaign=november';
const page = { pageUrl: url, pageTitle: 'Brass lamp', referrer: 'https://search.example/?q=lamp' };

await record('snowplow/examples/server', '@snowplow/node-tracker@4.8.0', {
  'a page view with an entity': async (to) => {
    const made = tracker(to);
    made.track(buildPageView(page), [entity], { type: 'dtm', value: AT });
    await made.flush();
  },
  'several events at once, as plain JSON': async (to) => {
    const made = tracker(to, { bufferSize: 4 }, false);
    made.track(buildLinkClick({ targetUrl: 'https://shop.example/sale', elementId: 'teaser' }), [], AT);
    made.track(buildScreenView({ name: 'Basket', id: 's-1' }), [], AT);
    made.track(buildStructEvent({ category: 'cart', action: 'open', label: 'mini', property: 'header', value: 1.5 }));
    made.track(buildPagePing({ ...page, minXOffset: 0, maxXOffset: 0, minYOffset: 10, maxYOffset: 400 }), [], AT);
    await made.flush();
  },
  'an order with its items': async (to) => {
    const made = tracker(to, { bufferSize: 3 });
    const order = { orderId: 'A-1', total: 119.8, affiliation: 'web', tax: 19.13, shipping: 4.9, currency: 'EUR' };
    made.track(buildEcommerceTransaction(order), [], AT);
    const lamp = { orderId: 'A-1', sku: 'L-7', name: 'Brass lamp', category: 'lamps', price: 57.45, quantity: 2 };
    made.track(buildEcommerceTransactionItem({ ...lamp, currency: 'EUR' }), [], AT);
    const bulb = { orderId: 'A-1', sku: 'B-1', name: 'Bulb', category: 'bulbs', price: 4.9, quantity: 1 };
    made.track(buildEcommerceTransactionItem({ ...bulb, currency: 'EUR' }), [], AT);
    await made.flush();
  },
  'a product put into the basket': async (to) => {
    const made = tracker(to);
    const lamp = { sku: 'L-7', name: 'Brass lamp', category: 'lamps', unitPrice: 57.45, quantity: 2, currency: 'EUR' };
    made.track(buildAddToCart(lamp), [], AT);
    await made.flush();
  },
  'an event of a schema of its own with a true timestamp': async (to) => {
    const made = tracker(to);
    const event = { schema: 'iglu:com.acme/signed_up/jsonschema/2-1-0', data: { plan: 'pro', seats: 3 } };
    made.track(buildSelfDescribingEvent({ event }), [entity, entity], { type: 'ttm', value: AT - 3_600_000 });
    await made.flush();
  },
  'consent given and withdrawn': async (to) => {
    const made = tracker(to, { bufferSize: 2 });
    const document = { id: '1234', version: '5', name: 'consent_document', description: 'terms of the shop' };
    const granted = buildConsentGranted({ ...document, expiry: '2027-11-24T10:00:00.000Z' });
    made.track(granted.event, granted.context, AT);
    const withdrawn = buildConsentWithdrawn({ ...document, all: true });
    made.track(withdrawn.event, withdrawn.context, AT);
    await made.flush();
  },
  'a page view by GET': async (to) => {
    const made = tracker(to, { eventMethod: 'get' });
    made.track(buildPageView(page), [entity], AT);
    await made.flush();
  },
  'a page view without a trace of the sender': async (to) => {
    const made = tracker(to, { serverAnonymization: true });
    made.track(buildPageView(page), [], AT);
    await made.flush();
  },
});
