import { createControlTable, createMemoryBus, publishControlDocument, toMessage } from '@stellwerk/bus';
import { campaignMaster, productMaster, type TrackedEvent, trackingEvent } from '@stellwerk/contracts';
import { document, documents } from '../testing/tracking-service.js';
import { createEnrichment } from './enrichment.js';
import { MasterData } from './master-data.js';

const exampleOf = (title: string) => trackingEvent.examples.find((one) => one.title === title)?.payload as TrackedEvent;
const view = exampleOf('page view from a campaign');
const order = exampleOf('order with what was found out about it');
const bus = createMemoryBus();
let masterData: MasterData;
let enrich: (event: TrackedEvent) => TrackedEvent;

const AT = '2026-11-24T09:00:00.000Z';
const envelope = (id: string) => ({ id, time: AT, source: 'import', tenant: 'demo' });
const publishProduct = (productId: string, changes: object) =>
  bus.publish([
    toMessage(productMaster, { tenant: 'demo', productId, changedAt: AT, ...changes }, envelope(productId)),
  ]);
const publishCampaign = (
  campaignId: string,
  changes: { name: string; codes?: string[]; withdrawn?: boolean; medium?: string },
) =>
  bus.publish([
    toMessage(campaignMaster, { tenant: 'demo', campaignId, changedAt: AT, ...changes }, envelope(campaignId)),
  ]);

beforeAll(async () => {
  for (const one of documents) await publishControlDocument(bus, one);
  const tenant = documents.find(({ kind }) => kind === 'tenant')?.spec as object;
  await publishControlDocument(bus, document('tenant', 'demo', { ...tenant, rateTable: 'ecb' } as never));
  const days = [{ day: '2026-11-24', rates: { CHF: '0.9390' } }];
  await publishControlDocument(bus, document('rate-table', 'ecb', { base: 'EUR', source: 'ECB', maxAgeDays: 4, days }));
  const control = await createControlTable(bus);
  await control.ready;
  masterData = new MasterData(bus, 3);
  await masterData.open();
  await masterData.whenRead();
  enrich = createEnrichment(control, masterData);
  await publishProduct('L-100', { name: 'Brass lamp', category: 'Lamps', price: { amount: '59.90', currency: 'EUR' } });
  await publishProduct('L-090', { name: 'Old lamp', withdrawn: true });
  await publishCampaign('19', { name: 'Brand search', codes: ['brand', 'Brand-DE'], medium: 'cpc' });
  await bus.idle();
});
afterAll(() => masterData.close());

const withProducts = (...products: object[]) => ({ ...order, products }) as TrackedEvent;
const visit = (campaign: object) => ({ ...view, campaign, channel: undefined }) as unknown as TrackedEvent;

describe('what is found out behind the door', () => {
  it('completes products, and leaves what the client said', () => {
    expect(enrich(withProducts({ productId: 'L-100', name: 'Messingleuchte', quantity: '2' }))).toMatchObject({
      products: [
        {
          productId: 'L-100',
          name: 'Messingleuchte',
          category: 'Lamps',
          quantity: '2',
          price: { amount: '59.90', currency: 'EUR' },
        },
      ],
    });
  });

  it.each([['L-090'], ['unknown'], ['__proto__']])(
    'leaves a product alone that nobody describes now: %s',
    (productId) => {
      expect(enrich(withProducts({ productId }))).toMatchObject({ products: [{ productId }] });
      expect((enrich(withProducts({ productId })) as { products: object[] }).products[0]).toEqual({ productId });
    },
  );

  it.each([
    ['its id', { id: '19' }, { id: '19', name: 'Brand search', medium: 'cpc' }],
    [
      'a code, in any case',
      { name: 'BRAND-de', source: 'google' },
      { id: '19', name: 'BRAND-de', source: 'google', medium: 'cpc' },
    ],
    ['nothing known', { name: 'spring' }, { name: 'spring' }],
    ['an id that is not known, whatever the name', { id: '7', name: 'brand' }, { id: '7', name: 'brand' }],
  ])('completes a campaign by %s', (_title, campaign, expected) => {
    expect(enrich(visit(campaign)).campaign).toEqual(expected);
  });

  it('follows changes: new codes count, old ones and withdrawn campaigns do not', async () => {
    await publishCampaign('20', { name: 'Social', codes: ['social', 'autumn'] });
    await publishCampaign('20', { name: 'Social', codes: ['autumn'] });
    await bus.idle();
    const idOf = (name: string) => enrich(visit({ name })).campaign?.id;
    expect([idOf('autumn'), idOf('social')]).toEqual(['20', undefined]);
    await publishCampaign('20', { name: 'Social', codes: ['autumn'], withdrawn: true });
    await bus.idle();
    expect(idOf('autumn')).toBeUndefined();
  });

  it('holds at most so many records', async () => {
    for (const index of [1, 2, 3, 4]) await publishProduct(`N-${index}`, { name: `Lamp ${index}` });
    await bus.idle();
    const names = ['N-1', 'N-2', 'N-4'].map((id) => masterData.product('demo', id)?.name);
    expect(names).toEqual([undefined, 'Lamp 2', 'Lamp 4']);
  });

  it('says what an order is worth in the currency of reports, and by which rate', () => {
    expect(enrich({ ...order, converted: undefined } as TrackedEvent).converted).toEqual({
      amount: '106.496272630458',
      currency: 'EUR',
      rates: 'ecb@1',
      rateDay: '2026-11-24',
    });
  });

  it('judges by behaviour only what a client sent itself', () => {
    const pages = Array.from({ length: 14 }, (_, index) => ({
      ...view,
      eventTime: `2026-11-24T09:15:${String(index).padStart(2, '0')}.000Z`,
    }));
    const agent = { class: 'human' as const, score: 0, reasons: [] };
    const last = pages.map((page) => enrich({ ...page, agent } as TrackedEvent)).at(-1);
    expect(last?.agent).toMatchObject({ class: 'bad-bot', reasons: expect.arrayContaining(['clockwork']) });
    expect(pages.map((page) => enrich(page as TrackedEvent)).at(-1)?.agent).toBeUndefined();
  });
});
