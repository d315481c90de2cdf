/** What every client tells: a visitor comes from a campaign, signs up and orders. */
export const story = {
  page: { title: 'Herbst', path: '/herbst', campaign: { source: 'newsletter', medium: 'email', name: 'november' } },
  user: { id: 'user-000417', traits: { email: 'lena@example.org', plan: 'pro' } },
  signUp: { event: 'Signed Up', properties: { value: 3, currency: 'EUR' } },
  order: {
    event: 'Order Completed',
    properties: {
      order_id: 'A-1001',
      total: 119.8,
      currency: 'EUR',
      products: [{ product_id: 'L-1', name: 'Lampe', quantity: 2, price: 59.9 }],
    },
  },
};

/** Where a client sends to. */
export interface Target {
  readonly host: string;
  readonly writeKey: string;
}
