import { seededRandom } from '../random.js';

const DEVICES = 10_000;
/** Every twentieth call comes from a visitor who is logged in, so that identity has work. */
const LOGIN_EVERY = 20;
/** Every fiftieth call is an order, so that there is something to attribute. */
const ORDER_EVERY = 50;
const CAMPAIGNS = ['newsletter', 'brand-search', 'retargeting', 'video', 'partner'];
const PRODUCTS = ['brass-lamp', 'oak-desk', 'wool-rug', 'steel-shelf', 'linen-sofa'];

/** Milliseconds at the head of a message id say when the call was made. */
export const messageId = (run: string, index: number, madeAtMs: number): string => `${madeAtMs}-${run}-${index}`;

/** The instant that {@link messageId} put into an id, milliseconds since 1970. */
export const madeAtMs = (id: string): number => Number(id.slice(0, id.indexOf('-')));

/**
 * Bodies of the Segment protocol, about 0.5 kB per call: page views, product views and orders of ten thousand visitors.
 * The same seed gives the same calls but for their times.
 */
export function createCalls(
  run: string,
  seed: number,
  nowMs: () => number,
): { single(): string; batch(size: number): string } {
  const random = seededRandom(seed);
  const pick = (texts: readonly string[]) => texts[Math.floor(random() * texts.length)];
  let index = 0;

  const call = (): string => {
    const n = index++;
    const made = nowMs();
    const time = new Date(made).toISOString();
    const device = Math.floor(random() * DEVICES);
    const product = pick(PRODUCTS);
    const who = `"anonymousId":"visitor-${device}"${n % LOGIN_EVERY === 0 ? `,"userId":"customer-${device}"` : ''}`;
    const head = `"messageId":"${messageId(run, n, made)}","timestamp":"${time}","sentAt":"${time}",${who}`;
    const context = `"context":{"library":{"name":"bench","version":"1.0.0"},"locale":"de-DE","timezone":"Europe/Berlin","userAgent":"Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0","campaign":{"source":"${pick(CAMPAIGNS)}","medium":"cpc"},"page":{"url":"https://shop.example/p/${product}","path":"/p/${product}","referrer":"https://search.example/"}}`;
    if (n % ORDER_EVERY === ORDER_EVERY - 1) {
      const order = `"order_id":"${run}-${n}","total":"59.90","currency":"EUR"`;
      return `{"type":"track","event":"Order Completed","properties":{${order}},${head},${context}}`;
    }
    return n % 2 === 0
      ? `{"type":"page","name":"Product","properties":{"title":"${product}"},${head},${context}}`
      : `{"type":"track","event":"Product Viewed","properties":{"product_id":"${product}","price":59.9,"currency":"EUR"},${head},${context}}`;
  };

  return {
    single: call,
    batch: (size) => `{"batch":[${Array.from({ length: size }, call).join(',')}]}`,
  };
}
