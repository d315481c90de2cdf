import { patientFetch } from '../patient-fetch.js';
import { story, type Target } from '../story.js';

/** The GA4 Measurement Protocol by HTTP, as a shop's server speaks it. */
export async function ga4({ host, writeKey }: Target): Promise<void> {
  const { user, page, signUp, order } = story;
  const { order_id, total, currency, products } = order.properties;
  const items = products.map(({ product_id, name, quantity, price }) => ({
    item_id: product_id,
    item_name: name,
    quantity,
    price,
  }));
  const at = Date.now();
  const response = await patientFetch(`${host}/mp/collect?measurement_id=G-STORY&api_secret=${writeKey}`, {
    method: 'POST',
    body: JSON.stringify({
      client_id: '1234567890.1795600000',
      user_id: user.id,
      timestamp_micros: at * 1_000,
      consent: { ad_user_data: 'DENIED', ad_personalization: 'DENIED' },
      events: [
        { name: 'page_view', params: { page_location: `https://shop.example${page.path}`, page_title: page.title } },
        { name: 'sign_up', params: { ...signUp.properties } },
        { name: 'purchase', params: { transaction_id: order_id, value: total, currency, items } },
      ],
    }),
  });
  if (!response.ok) throw new Error(`GA4 answered ${response.status}`);
}
