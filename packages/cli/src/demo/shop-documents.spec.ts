import { controlSpecs } from '@stellwerk/contracts';
import { DEMO_TENANT, demoDocuments, shopSource } from './shop-documents.js';

const KEY = 'a-write-key-of-its-own';

describe('documents of a simulated shop', () => {
  it('are those of the demo tenant, under names that no other document of a tenant has', async () => {
    const demo = await demoDocuments();
    const shop = await shopSource('second-shop', 'test');
    const own = shop.documents(KEY);
    expect(own.map(({ kind, tenant, name }) => `${kind} ${tenant}/${name}`).sort()).toEqual([
      'channel-rules second-shop/simulated-shop',
      'consent-policy second-shop/simulated-shop',
      'source second-shop/simulated-shop',
    ]);
    for (const kind of ['channel-rules', 'consent-policy']) {
      expect(own.find((document) => document.kind === kind)?.spec).toEqual(
        demo.find((document) => document.kind === kind)?.spec,
      );
    }
    expect(own.find(({ kind }) => kind === 'source')?.spec).toMatchObject({
      writeKey: KEY,
      consentPolicy: 'simulated-shop',
      channelRules: 'simulated-shop',
    });
  });

  it('name only documents that are among them, the source last', async () => {
    const own = (await shopSource('second-shop', 'test')).documents(KEY);
    const source = controlSpecs.source.parse(own.at(-1)?.spec);
    const names = own.map(({ kind, name }) => `${kind}/${name}`);
    expect(names).toContain(`consent-policy/${source.consentPolicy}`);
    expect(names).toContain(`channel-rules/${source.channelRules}`);
  });

  it('make a whole tenant where there is none', async () => {
    const { tenantDocuments } = await shopSource('second-shop', 'test');
    expect(tenantDocuments.map(({ kind, tenant, name }) => `${kind} ${tenant}/${name}`)).toContain(
      'tenant second-shop/second-shop',
    );
    expect(tenantDocuments.every(({ tenant }) => tenant === 'second-shop')).toBe(true);
  });

  it('are for the demo tenant exactly what stands in config/', async () => {
    const demo = await demoDocuments();
    const shop = await shopSource(DEMO_TENANT, 'test');
    const all = [...shop.tenantDocuments, ...shop.documents('ignored')];
    const sorted = (documents: typeof demo) =>
      [...documents].sort((a, b) => (`${a.kind}/${a.name}` < `${b.kind}/${b.name}` ? -1 : 1));
    expect(sorted(all)).toEqual(sorted(demo));
  });
});
