import type { Action } from './call.js';
import { trackAction } from './track-action.js';

const eur = (amount: string) => ({ amount, currency: 'EUR' });

describe('what a named event says that happened', () => {
  it.each<[string, string, object, Action]>([
    [
      'an order',
      'Order Completed',
      { order_id: 'A-1', total: 59.9 },
      { kind: 'Purchase', orderId: 'A-1', total: eur('59.9'), products: [] },
    ],
    [
      'a refund of a part',
      'order refunded',
      { order_id: 'A-1', total: '20', products: [{ product_id: 'L-1', quantity: 1 }] },
      { kind: 'Refund', orderId: 'A-1', total: eur('20'), products: [{ productId: 'L-1', quantity: '1' }] },
    ],
    ['a refund of unknown worth', 'Order Refunded', { order_id: 'A-1' }, { kind: 'Custom' }],
    ['a refund of no order', 'Order Refunded', { total: 5 }, { kind: 'Custom' }],
    ['a refund below zero', 'Order Refunded', { order_id: 'A-1', total: -5 }, { kind: 'Custom' }],
    ['something of its own', 'Catalogue Requested', { value: 3 }, { kind: 'Custom', value: eur('3') }],
  ])('%s', (_title, name, properties, expected) => {
    expect(trackAction(name, properties as Readonly<Record<string, unknown>>, 'EUR', 'properties')).toEqual(expected);
  });
});
