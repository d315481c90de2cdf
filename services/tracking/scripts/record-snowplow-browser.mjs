// What @snowplow/browser-tracker sends, in a page made by jsdom:
//   npm install --no-save --legacy-peer-deps jsdom@26.1.0 @snowplow/browser-tracker@4.10.1 @snowplow/browser-plugin-snowplow-ecommerce@4.10.2
//   node scripts/record-snowplow-browser.mjs
import { JSDOM } from 'jsdom';
import { record } from './recorder.mjs';

const { fetch } = globalThis;
const url = 'https://shop.example/lamps?utm_source=newsletter&utm_medium=email&utm_campaign=november';
const dom = new JSDOM('<!doctype html><title>Brass lamps</title>', { url, referrer: 'https://search.example/?q=lamp' });
for (const name of ['window', 'document', 'navigator', 'localStorage', 'sessionStorage', 'screen', 'location']) {
  Object.defineProperty(globalThis, name, { value: name === 'window' ? dom.window : dom.window[name] });
}
Object.assign(dom.window, { fetch, Request, Headers });

const tracker = await import('@snowplow/browser-tracker');
const shop = await import('@snowplow/browser-plugin-snowplow-ecommerce');

const lamp = { id: 'L-7', name: 'Brass lamp', category: 'lamps', price: 59.9, currency: 'EUR' };
let made = 0;
async function session(to, track, options = {}) {
  const name = `sp${made++}`;
  const contexts = { session: true, browser: true };
  const plugins = [shop.SnowplowEcommercePlugin()];
  const customFetch = (request) =>
    fetch(request, { headers: { ...Object.fromEntries(request.headers), origin: 'https://shop.example' } });
  tracker.newTracker(name, to, { appId: 'shop-web', plugins, contexts, bufferSize: 20, customFetch, ...options });
  track([name]);
  tracker.flushBuffer({}, [name]);
  await new Promise((resolve) => setTimeout(resolve, 500));
}

await record('snowplow/examples/browser', '@snowplow/browser-tracker@4.10.1', {
  'a visit that ends in an order': (to) =>
    session(to, (names) => {
      tracker.setUserId('anna@example.org', names);
      shop.setEcommerceUser({ id: 'user-4711', is_guest: false, email: 'anna@example.org' }, names);
      tracker.trackPageView({}, names);
      shop.trackProductView(lamp, names);
      shop.trackAddToCart({ products: [{ ...lamp, quantity: 2 }], total_value: 119.8, currency: 'EUR' }, names);
      const order = {
        transaction_id: 'A-1',
        revenue: 119.8,
        currency: 'EUR',
        payment_method: 'card',
        total_quantity: 2,
      };
      shop.trackTransaction({ ...order, products: [{ ...lamp, quantity: 2 }] }, names);
      shop.trackRefund({ transaction_id: 'A-1', refund_amount: 59.9, currency: 'EUR', refund_reason: 'broken' }, names);
    }),
  'a visitor who chose what to allow': (to) =>
    session(to, (names) => {
      const data = {
        eventType: 'allow_selected',
        basisForProcessing: 'consent',
        consentUrl: 'https://shop.example/privacy',
        consentVersion: '2.0',
        consentScopes: ['analytics'],
        domainsApplied: ['shop.example'],
        gdprApplies: true,
      };
      const schema = 'iglu:com.snowplowanalytics.snowplow/consent_preferences/jsonschema/1-0-0';
      tracker.trackSelfDescribingEvent({ event: { schema, data } }, names);
      tracker.trackPageView({ context: [{ schema, data }] }, names);
    }),
  'an anonymous visitor known for one session': (to) =>
    session(to, (names) => tracker.trackPageView({}, names), {
      anonymousTracking: { withServerAnonymisation: true, withSessionTracking: true },
    }),
  'a visitor where the phone tells its place': (to) =>
    session(to, (names) => {
      const schema = 'iglu:com.snowplowanalytics.snowplow/geolocation_context/jsonschema/1-1-0';
      const data = {
        latitude: 52.520008,
        longitude: 13.404954,
        latitudeLongitudeAccuracy: 12,
        altitude: 34.2,
        speed: 1.2,
      };
      const mobile = 'iglu:com.snowplowanalytics.snowplow/mobile_context/jsonschema/1-0-3';
      const phone = { osType: 'ios', osVersion: '18.1', deviceManufacturer: 'Apple Inc.', deviceModel: 'iPhone17,1' };
      const ids = {
        appleIdfa: '8D5B2B1C-0E1A-4E53-9C7B-0F2C3D4E5F60',
        appleIdfv: '5A1B2C3D-4E5F-4A6B-8C7D-9E0F1A2B3C4D',
      };
      tracker.trackPageView(
        {
          context: [
            { schema, data },
            { schema: mobile, data: { ...phone, ...ids } },
          ],
        },
        names,
      );
    }),
});
process.exit(0);
