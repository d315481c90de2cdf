import { type Canary, CONTROL } from './canaries.js';

/** One HTTP request with personal data wherever clients and people put them. */
export interface PlantedRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Of every so many calls one is broken, so that its original is kept under seal. */
const BROKEN_EVERY = 50;

/**
 * A visit of a person in five calls: the person is named, looks at a page whose address and title name them, writes a note,
 * orders, and opens a mail. Addresses, headers, traits, titles, free texts and ids all hold personal data.
 */
export function plantedRequest(person: Canary, visit: number, writeKey: string): PlantedRequest {
  const { givenName, surname, email, phone, ip, street } = person;
  const full = `${givenName} ${surname}`;
  const slug = encodeURIComponent(full.toLowerCase().replaceAll(' ', '-'));
  const encoded = encodeURIComponent(email);
  const anonymousId = `device-${visit}`;
  const traits = {
    email,
    phone,
    firstName: givenName,
    lastName: surname,
    name: full,
    address: { street },
    plan: 'pro',
  };
  const context = {
    ip,
    userAgent: `ShopApp/7 (${email}; ${ip})`,
    traits: { email, lastName: surname },
    page: {
      url: `https://shop.example/kunden/${slug}/bestellungen?email=${encoded}&tel=${encodeURIComponent(phone)}&utm_source=newsletter`,
      path: `/kunden/${slug}/bestellungen`,
      title: `Konto von ${full}`,
      referrer: `https://mail.example/inbox?to=${encoded}&q=${encodeURIComponent(full)}`,
    },
    campaign: { source: 'newsletter', content: email },
  };
  const call = (type: string, index: number, more: object) => ({
    type,
    messageId: `${email}-${visit}-${index}`,
    anonymousId,
    userId: email,
    context,
    ...more,
  });
  const note = `Bitte rufen Sie ${full} unter ${phone} an (${street}) oder schreiben Sie an ${email}, zuletzt von ${ip}.`;
  const batch = [
    call('identify', 0, { traits }),
    call('page', 1, { name: `Hallo ${full}`, properties: { product: CONTROL } }),
    call('track', 2, {
      event: 'Contact Form Sent',
      properties: { note, message: note.toLowerCase(), contact: { mail: email } },
    }),
    call('track', 3, {
      event: visit % BROKEN_EVERY === 0 ? 'Order Completed' : 'Product Viewed',
      properties: { product_id: CONTROL, shippingName: full, coupon: phone },
    }),
    call('track', 4, { event: 'Email Opened', properties: { recipient: email, device_ip: ip, [email]: true } }),
  ];
  return {
    path: `/v1/batch?email=${encoded}`,
    headers: {
      authorization: `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`,
      'content-type': 'application/json',
      'user-agent': `ShopServer/1.0 (ops: ${email})`,
      'x-forwarded-for': ip,
      'x-customer': encodeURIComponent(full),
      cookie: `mail=${encoded}; phone=${encodeURIComponent(phone)}`,
      referer: `https://shop.example/?mail=${encoded}`,
    },
    body: JSON.stringify({ batch, sentAt: new Date().toISOString() }),
  };
}

/** Calls in one request. */
export const CALLS_PER_VISIT = 5;
