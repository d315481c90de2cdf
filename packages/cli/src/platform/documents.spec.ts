import type { ControlTable } from '@stellwerk/bus';
import type { ControlDocument } from '@stellwerk/contracts';
import { changesTo, parseDocuments } from './documents.js';
import { tenantDocuments } from './tenant.js';

const retention = `
kind: retention
tenant: demo
name: default
spec: { rawDays: 30, rejectedHours: 72, rejectedOriginals: sealed }
`;

const governedBy = (documents: readonly ControlDocument[]): Pick<ControlTable, 'get'> => ({
  get: ((kind: string, tenant: string, name: string) =>
    documents.find((one) => one.kind === kind && one.tenant === tenant && one.name === name)) as ControlTable['get'],
});

describe('control documents in YAML', () => {
  it('are read one after the other, each against its contract', () => {
    const documents = parseDocuments(`${retention}---${retention.replace('default', 'other')}`, 'a.yaml');
    expect(documents.map(({ kind, name }) => [kind, name])).toEqual([
      ['retention', 'default'],
      ['retention', 'other'],
    ]);
  });

  it.each([
    ['kind: [', 'document 1'],
    [retention.replace('kind: retention', 'kind: retentions'), 'kind'],
    [retention.replace('tenant: demo', 'tenant: Demo'), 'tenant'],
    [retention.replace('72', 'many'), 'spec.rejectedHours'],
    [`${retention}extra: 1\n`, 'document 1'],
    [`${retention}---\nkind: x\n`, 'document 2'],
  ])('are refused by file, number and field: %j', (text, message) => {
    expect(() => parseDocuments(text, 'a.yaml')).toThrow(
      expect.objectContaining({ code: 'CLI_DOCUMENT_INVALID', message: expect.stringContaining(message) }),
    );
  });

  it('that govern already change nothing; others show the difference and become the next version', () => {
    const [wanted] = parseDocuments(retention, 'a.yaml');
    if (!wanted) throw new Error('no document');
    const current = { ...wanted, version: 3, by: 'test', at: '2026-11-24T10:00:00.000Z' } as ControlDocument;
    expect(changesTo(governedBy([current]), [wanted])).toEqual([]);
    const changed = { ...wanted, spec: { ...wanted.spec, rawDays: 60 } };
    expect(changesTo(governedBy([current]), [changed])).toMatchObject([
      { version: 4, difference: ['- rawDays 30', '+ rawDays 60'] },
    ]);
    expect(changesTo(governedBy([]), [wanted])).toMatchObject([{ version: 1 }]);
  });

  it('of a new tenant fit their contracts, and store nothing without a yes unless asked to', () => {
    const options = {
      displayName: 'Shop',
      currency: 'EUR',
      timezone: 'Europe/Berlin',
      region: 'DE',
      writeKey: 'x'.repeat(24),
    };
    for (const document of tenantDocuments('shop', { ...options, defaultPurposes: [] })) {
      expect(() => parseDocuments(JSON.stringify(document), 'x.yaml')).not.toThrow();
    }
    const policies = tenantDocuments('shop', { ...options, defaultPurposes: [] }).filter(
      ({ kind }) => kind === 'consent-policy',
    );
    expect(policies).toMatchObject([{ spec: { defaultPurposes: [] } }]);
  });
});
