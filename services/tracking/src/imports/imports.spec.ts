import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createMemoryBus, UnavailableError } from '@stellwerk/bus';
import fc from 'fast-check';
import { cookielessPolicy } from '../examples/consent.js';
import {
  ANALYST,
  document,
  documents,
  NOW,
  OFFICER,
  source,
  startTracking,
  type TrackingUnderTest,
} from '../testing/tracking-service.js';
import { beginImport, importFile, sendPart, sendParts } from './testing.js';

const ORDERS = [
  'order_id,time,total,email,product_id,quantity,price',
  'A-1,2026-11-20T10:00:00Z,119.80,Ada@example.org,L-100,2,59.90',
  'A-2,2024-02-29T23:30:00+01:00,10,,,,',
  'A-3,2026-11-21,ten,bob@example.org,,,',
  '',
].join('\n');

describe('files of rows', () => {
  let tracking: TrackingUnderTest;
  beforeEach(async () => {
    tracking = await startTracking();
  });
  afterEach(() => tracking.close());

  const events = () => tracking.published('tracking.event.v1');
  const counts = async (kind: string, content: string, options: object = {}) =>
    (await importFile(tracking, kind, content, options)).counts;

  it('become events of the platform, and what is wrong costs its row alone', async () => {
    const answer = await importFile(tracking, 'orders', ORDERS);
    await tracking.bus.idle();
    expect(answer).toMatchObject({
      state: 'finished',
      counts: { rows: 3, kept: 2, unchanged: 0, rejected: 1, withoutConsent: 0 },
      problems: [{ row: 4, line: 4, column: 'total', code: 'IMP_NUMBER_INVALID', value: 'ten' }],
    });
    const [first, second] = events().sort((left, right) => String(left.orderId).localeCompare(String(right.orderId)));
    expect(first).toMatchObject({
      kind: 'Purchase',
      name: 'Order',
      orderId: 'A-1',
      eventTime: '2026-11-20T10:00:00.000Z',
      total: { amount: '119.8', currency: 'EUR' },
      products: [{ productId: 'L-100', quantity: '2', price: { amount: '59.9', currency: 'EUR' } }],
      personKey: expect.stringMatching(/^email:/),
      library: 'stellwerk-import@1',
    });
    expect(events().map(({ agent, device, geo }) => [agent, device, geo])).toEqual([
      [undefined, undefined, undefined],
      [undefined, undefined, undefined],
    ]);
    expect(second).toMatchObject({
      eventTime: '2024-02-29T22:30:00.000Z',
      personKey: expect.stringMatching(/^device:/),
    });
    expect(JSON.stringify([...events(), ...tracking.published('tracking.received.v1')])).not.toMatch(/ada@example/i);
  });

  it('may come again, whole or in part, without changing anything', async () => {
    await importFile(tracking, 'orders', ORDERS);
    const before = tracking.published('tracking.received.v1').length;
    expect(await counts('orders', ORDERS)).toMatchObject({ kept: 0, unchanged: 2, rejected: 1 });
    const overlapping = `${ORDERS.split('\n').slice(0, 3).join('\n')}\nA-9,2026-11-22,5,,,,\n`;
    expect(await counts('orders', overlapping)).toMatchObject({ kept: 1, unchanged: 2, rejected: 0 });
    await tracking.bus.idle();
    expect([tracking.published('tracking.received.v1').length - before, events().length]).toEqual([1, 3]);
    expect(new Set(tracking.published('tracking.rejected.v1').map(({ rejectedId }) => rejectedId)).size).toBe(1);
  });

  it('do not rewrite what was counted, and say so', async () => {
    await importFile(tracking, 'orders', ORDERS);
    const answer = await importFile(tracking, 'orders', 'order_id,time,total\nA-1,2026-11-20T10:00:00Z,99\n');
    expect(answer.problems).toMatchObject([
      { row: 2, code: 'IMP_ALREADY_COUNTED', fix: expect.stringContaining('refund') },
    ]);
  });

  it('replace what may be corrected by the next revision, there and back', async () => {
    const spend = (cost: string) => `day,channel,campaign,geo,cost\n2026-11-20,Paid Search,brand,BY,${cost}\n`;
    for (const cost of ['10', '12', '12', '10']) await importFile(tracking, 'ad-cost', spend(cost));
    const published = tracking.published('campaign.spend.v1');
    expect(published.map(({ cost, revision }) => [(cost as { amount: string }).amount, revision])).toEqual([
      ['10', 1],
      ['12', 2],
      ['10', 3],
    ]);
    const ids = tracking.bus.messages('campaign.spend.v1').map(({ headers }) => headers.ce_id);
    expect(new Set(ids).size).toBe(3);
  });

  it.each<[string, string, string, object]>([
    [
      'refunds',
      'order_id,refund_id,time,amount,reason\nA-1,G-1,2026-11-22,5.00,late\n',
      'tracking.received.v1',
      {
        events: [
          {
            kind: 'Refund',
            orderId: 'A-1',
            refundId: 'G-1',
            total: { amount: '5', currency: 'EUR' },
            properties: { reason: 'late' },
          },
        ],
      },
    ],
    [
      'offline-sales',
      'sale_id,time,total,store\nM-1,2026-11-22,5.00,Munich\n',
      'tracking.received.v1',
      {
        events: [
          {
            kind: 'Purchase',
            name: 'Offline Sale',
            orderId: 'M-1',
            properties: { store: 'Munich', sales_channel: 'store' },
          },
        ],
      },
    ],
    [
      'call-centre-sales',
      'sale_id,time,total,hotline,customer_number\nT-1,2026-11-22,5.00,tv,K-1\n',
      'tracking.received.v1',
      { events: [{ kind: 'Purchase', properties: { hotline: 'tv', sales_channel: 'call-centre' } }] },
    ],
    [
      'partner-conversions',
      'conversion_id,partner,type,time,value,order_id\nP-1,aff,claim,2026-11-22,5,A-1\n',
      'tracking.received.v1',
      {
        events: [
          {
            kind: 'Custom',
            name: 'Partner Claim',
            value: { amount: '5' },
            properties: { partner: 'aff', order_id: 'A-1' },
          },
        ],
      },
    ],
    [
      'partner-conversions',
      'conversion_id,partner,type,time,value\nP-1,mp,sale,2026-11-22,5\n',
      'tracking.received.v1',
      { events: [{ kind: 'Purchase', orderId: 'mp/P-1' }] },
    ],
    [
      'persons',
      'customer_number,email,time\nK-1,ada@example.org,2026-11-01\n',
      'tracking.received.v1',
      { events: [{ kind: 'Identify', keys: [expect.stringMatching(/^customer:/), expect.stringMatching(/^email:/)] }] },
    ],
    [
      'products',
      'product_id,name,price,valid_from,withdrawn\nL-1,Lamp,5,2026-11-01,nein\n',
      'product.master.v1',
      { productId: 'L-1', price: { amount: '5', currency: 'EUR' }, withdrawn: false },
    ],
    [
      'products',
      'product_id,name,price,valid_from\nL-1,Lamp,5,2026-11-01\n',
      'product.price.v1',
      { productId: 'L-1', validFrom: '2026-11-01' },
    ],
    [
      'prices',
      'product_id,valid_from,price,list_price\nL-1,2026-11-01,5,6\n',
      'product.price.v1',
      { listPrice: { amount: '6', currency: 'EUR' } },
    ],
    [
      'campaigns',
      'campaign_id,name,codes\n1,Brand,brand|brand-de\n',
      'campaign.master.v1',
      { campaignId: '1', codes: ['brand', 'brand-de'] },
    ],
    [
      'outcomes',
      'day,geo,outcome,value\n2026-11-01,BY,visits,-5\n',
      'outcome.reported.v1',
      { value: '-5', revision: 1 },
    ],
    ['calendar', 'day,geo,kind,name\n2026-10-03,BY,holiday,Einheit\n', 'calendar.day.v1', { kind: 'holiday' }],
  ])('of %s', async (kind, content, topic, expected) => {
    expect(await importFile(tracking, kind, content)).toMatchObject({
      state: 'finished',
      counts: { rows: 1, kept: 1 },
    });
    expect(tracking.published(topic)).toMatchObject([expected]);
  });

  it('obey consent: without permission only a count remains, and a later yes is taken', async () => {
    const persons = (marketing: string) => `customer_number,email,ok\nK-1,ada@example.org,${marketing}\n`;
    const mapping = { columns: { customer_number: 'customer_number', email: 'email', ok: 'consent.analytics' } };
    const strict = { source: 'strict', mapping };
    expect(await counts('persons', persons('no'), strict)).toMatchObject({ kept: 0, withoutConsent: 1 });
    expect(await counts('persons', persons('no'), strict)).toMatchObject({ kept: 0, withoutConsent: 1 });
    expect(tracking.published('tracking.received.v1')).toEqual([]);
    const counted = tracking.published('tracking.counted.v1');
    expect(new Set(counted.map(({ countId }) => countId)).size).toBe(1);
    expect(await counts('persons', persons('yes'), strict)).toMatchObject({ kept: 1, withoutConsent: 0 });
    expect(JSON.stringify(tracking.bus.messages('tracking.imported.v1').map(({ value }) => String(value)))).not.toMatch(
      /ada@/,
    );
  });

  it('leave a count where a policy counts visits without identifiers: rows are no visits', async () => {
    await tracking.close();
    const given = [
      ...documents,
      document('consent-policy', 'cookieless', cookielessPolicy),
      document('source', 'books', { ...source, writeKey: 'books-write-key-01', consentPolicy: 'cookieless' }),
    ];
    tracking = await startTracking(createMemoryBus({ now: () => NOW }), given);
    expect(await counts('orders', ORDERS, { source: 'books' })).toMatchObject({
      kept: 0,
      rejected: 1,
      withoutConsent: 2,
    });
    expect(tracking.published('tracking.received.v1')).toEqual([]);
  });

  it.each<[string, string, string, object, string]>([
    ['the wrong role', 'orders', ORDERS, { token: OFFICER }, 'SVC_FORBIDDEN'],
    ['no token', 'orders', ORDERS, { token: 'none-none-none-none' }, 'SVC_UNAUTHENTICATED'],
    ['an unknown kind', 'order', ORDERS, {}, 'SVC_INVALID_REQUEST'],
    ['an unknown source', 'orders', ORDERS, { source: 'other' }, 'TRK_SOURCE_GONE'],
    ['a source without policy', 'orders', ORDERS, { source: 'broken' }, 'TRK_POLICY_MISSING'],
    ['a disabled source', 'orders', ORDERS, { source: 'closed' }, 'TRK_SOURCE_DISABLED'],
    ['a mapping that does not fit', 'orders', ORDERS, { mapping: { columns: 1 } }, 'IMP_MAPPING_INVALID'],
    ['a missing column', 'orders', 'order_id\nA\n', {}, 'IMP_COLUMN_MISSING'],
    ['nothing', 'orders', '', {}, 'IMP_FILE_EMPTY'],
  ])('are refused with %s', async (_title, kind, content, options, code) => {
    expect(await importFile(tracking, kind, content, options)).toMatchObject({ code });
    expect(tracking.published('tracking.received.v1')).toEqual([]);
  });

  it('are described in OpenAPI, with the form of what begins an import in parts', async () => {
    const { paths } = (await tracking.app.inject('/openapi.json')).json();
    expect(Object.keys(paths['/v1/import/{kind}'])).toEqual(['get', 'post']);
    expect(Object.keys(paths['/v1/imports/{id}'])).toEqual(['get', 'patch', 'delete']);
    const { requestBody } = paths['/v1/imports'].post;
    expect(Object.keys(requestBody.content['application/json'].schema.properties)).toContain('fingerprint');
    const headers = paths['/v1/imports/{id}'].patch.parameters.map(({ name }: { name: string }) => name);
    expect(headers).toEqual(expect.arrayContaining(['Upload-Offset', 'Upload-Complete']));
  });

  it('larger than one request may be are refused before they are read', async () => {
    const reply = await tracking.app.inject({
      method: 'POST',
      url: '/v1/import/orders?tenant=demo&source=web',
      headers: { authorization: `Bearer ${ANALYST}`, 'content-type': 'text/csv' },
      payload: Buffer.alloc(16 * 1_048_576 + 1),
    });
    expect(reply.statusCode).toBe(413);
  });

  it('may be packed, and are job runs', async () => {
    expect(await importFile(tracking, 'orders', gzipSync(ORDERS))).toMatchObject({ counts: { kept: 2 } });
    expect(tracking.published('job.ran.v1')).toMatchObject([
      { job: 'import', state: 'started', progress: 0 },
      { job: 'import', state: 'succeeded', progress: 1, figures: { rows: 3, kept: 2, rejected: 1 } },
    ]);
  });

  it('have their refused rows listed, shown and mended like everything that the door refuses', async () => {
    await importFile(tracking, 'orders', ORDERS.replaceAll(',', ';'), { mapping: { dates: 'iso' } });
    const asked = async (method: 'GET' | 'POST', url: string, payload?: object) =>
      (
        await tracking.app.inject({
          method,
          url,
          headers: { authorization: `Bearer ${OFFICER}` },
          ...(payload && { payload }),
        })
      ).json();
    const { rejected } = await asked('GET', '/v1/rejected?tenant=demo');
    expect(rejected).toMatchObject([
      {
        code: 'IMP_NUMBER_INVALID',
        field: 'row[4].total',
        protocol: 'import',
        route: '/v1/import/orders',
        scope: 'event',
        hasOriginal: true,
      },
    ]);
    const id = rejected[0].rejectedId;
    const { original } = await asked('GET', `/v1/rejected/${id}?tenant=demo`);
    const row = JSON.parse(Buffer.from(original, 'base64').toString());
    expect(row).toEqual({
      kind: 'orders',
      mapping: { dates: 'iso' },
      row: { order_id: 'A-3', time: '2026-11-21', total: 'ten', email: 'bob@example.org' },
    });
    expect(await asked('POST', `/v1/rejected/${id}/replay`, { tenant: 'demo' })).toMatchObject({
      code: 'IMP_NUMBER_INVALID',
      field: 'total',
    });
    const fixed = Buffer.from(JSON.stringify({ ...row, row: { ...row.row, total: '10' } })).toString('base64');
    for (const kept of [1, 0]) {
      expect(await asked('POST', `/v1/rejected/${id}/replay`, { tenant: 'demo', fixed })).toMatchObject({
        kept,
        rejected: 0,
      });
    }
    await tracking.bus.idle();
    expect(
      events()
        .map(({ orderId }) => orderId)
        .sort(),
    ).toEqual(['A-1', 'A-2', 'A-3']);
    const mended = ORDERS.replace('ten', '10');
    expect(await counts('orders', mended)).toMatchObject({ kept: 0, unchanged: 3 });
  });
});

describe('files in parts', () => {
  const lines = Array.from(
    { length: 1_700 },
    (_, index) => `A-${index},2026-11-20T10:00:00Z,${index}.00,p${index % 40}@example.org`,
  );
  const content = `order_id,time,total,email\n${lines.join('\n')}\n`;

  it('go on where they were, whatever ends in between', async () => {
    const bus = createMemoryBus({ now: () => NOW });
    const all = Buffer.from(content);
    const secrets = mkdtempSync(join(tmpdir(), 'imports-'));
    const start = () => startTracking(bus.connect(), documents, { STELLWERK_SECRETS_DIR: secrets });
    let tracking = await start();
    const run = await beginImport(tracking, 'orders', content);
    const first = await sendPart(tracking, run.importId, { offset: 0, bytes: all.subarray(0, 40_000), isLast: false });
    expect(first.offset).toBeGreaterThan(0);
    expect(first.offset).toBeLessThan(40_000);
    // The service ends between a part and the next; its disk is lost as well.
    await tracking.close();
    tracking = await start();
    const again = await beginImport(tracking, 'orders', content);
    expect([again.importId, again.offset, again.counts]).toEqual([run.importId, first.offset, first.counts]);
    // The answer to a part is lost: the client sends it again, and is told where to go on.
    const part = { offset: again.offset, bytes: all.subarray(again.offset, again.offset + 60_000), isLast: false };
    await sendPart(tracking, run.importId, part);
    const told = await sendPart(tracking, run.importId, part);
    expect([told.status, told.code]).toEqual([409, 'TRK_IMPORT_OFFSET']);
    // The ledger cannot be written after the events were: the part is repeated.
    const publish = tracking.bus.publish.bind(tracking.bus);
    let failures = 1;
    tracking.bus.publish = async (messages) => {
      if (messages[0]?.topic === 'tracking.imported.v1' && failures-- > 0) throw new UnavailableError('kafka');
      return publish(messages);
    };
    const shown = await beginImport(tracking, 'orders', content);
    const failed = await sendPart(tracking, run.importId, {
      offset: shown.offset,
      bytes: all.subarray(shown.offset),
      isLast: true,
    });
    expect(failed.status).toBe(503);
    const done = await sendParts(tracking, await beginImport(tracking, 'orders', content), content, 1_000_000);
    expect(done).toMatchObject({ state: 'finished', counts: { rows: 1_700, kept: 1_700, unchanged: 0, rejected: 0 } });
    await tracking.bus.idle();
    const ids = tracking.published('tracking.event.v1').map(({ eventId }) => eventId);
    expect([ids.length, new Set(ids).size]).toEqual([1_700, 1_700]);
    expect(await sendParts(tracking, await beginImport(tracking, 'orders', content), content, 1_000_000)).toMatchObject(
      {
        counts: { kept: 0, unchanged: 1_700 },
      },
    );
    await tracking.close();
    rmSync(secrets, { recursive: true });
  });

  it('can be sent to any copy of the service, which knows what the others have taken', async () => {
    const bus = createMemoryBus({ now: () => NOW });
    const secrets = mkdtempSync(join(tmpdir(), 'imports-'));
    const start = () => startTracking(bus.connect(), documents, { STELLWERK_SECRETS_DIR: secrets });
    const [one, other] = [await start(), await start()];
    const all = Buffer.from(content);
    const run = await beginImport(one, 'orders', content);
    const first = await sendPart(one, run.importId, { offset: 0, bytes: all.subarray(0, 50_000), isLast: false });
    const { offset } = await beginImport(other, 'orders', content);
    expect(offset).toBe(first.offset);
    const part = { offset, bytes: all.subarray(offset, offset + 50_000), isLast: false };
    const second = await sendPart(other, run.importId, part);
    const rest = { offset: second.offset, bytes: all.subarray(second.offset), isLast: true };
    const done = await sendPart(one, run.importId, rest);
    expect(done).toMatchObject({ state: 'finished', counts: { rows: 1_700, kept: 1_700 } });
    const again = `order_id,time,total,email\n${lines[0]}\n${lines[900]}\n${lines[1_699]}\n`;
    expect(await importFile(other, 'orders', again)).toMatchObject({ counts: { kept: 0, unchanged: 3 } });
    await other.close();
    await one.close();
    rmSync(secrets, { recursive: true });
  });

  it('refuse what does not fit, and can be cancelled', async () => {
    const tracking = await startTracking();
    const run = await beginImport(tracking, 'orders', content);
    const wrong = await sendPart(tracking, run.importId, {
      offset: 0,
      bytes: Buffer.from([0xff, 0xfe, 0x41]),
      isLast: true,
    });
    expect(wrong.code).toBe('TRK_NOT_UTF8');
    const unknown = await sendPart(tracking, '5f0c2f3b-6a1d-5e8f-9a7b-3c2d1e0f4a5b', {
      offset: 0,
      bytes: Buffer.from('a'),
      isLast: true,
    });
    expect(unknown.code).toBe('TRK_IMPORT_UNKNOWN');
    const headless = await tracking.app.inject({
      method: 'PATCH',
      url: `/v1/imports/${run.importId}?tenant=demo`,
      headers: { authorization: `Bearer ${ANALYST}` },
      payload: Buffer.from('a'),
    });
    expect(headless.json()).toMatchObject({ code: 'TRK_IMPORT_HEADER_INVALID', field: 'Upload-Offset' });
    const cancelled = await tracking.app.inject({
      method: 'DELETE',
      url: `/v1/imports/${run.importId}?tenant=demo`,
      headers: { authorization: `Bearer ${ANALYST}` },
    });
    expect(cancelled.json()).toMatchObject({ state: 'cancelled' });
    expect((await sendPart(tracking, run.importId, { offset: 0, bytes: Buffer.from('a'), isLast: true })).code).toBe(
      'TRK_IMPORT_ENDED',
    );
    const failed = await beginImport(tracking, 'orders', 'a,b\n1,2\n');
    expect(
      (await sendPart(tracking, failed.importId, { offset: 0, bytes: Buffer.from('a,b\n1,2\n'), isLast: true })).code,
    ).toBe('IMP_COLUMN_MISSING');
    const listed = await tracking.app.inject({
      url: '/v1/imports?tenant=demo',
      headers: { authorization: `Bearer ${ANALYST}` },
    });
    expect(
      listed
        .json()
        .imports.map(({ state }: { state: string }) => state)
        .sort(),
    ).toEqual(['cancelled', 'failed']);
    expect(tracking.published('job.ran.v1').at(-1)).toMatchObject({ state: 'failed', errorCode: 'IMP_COLUMN_MISSING' });
    await tracking.close();
  });

  it('make the same events however the text is cut and the rows are ordered', async () => {
    const idsOf = async (text: string, partBytes: number) => {
      const tracking = await startTracking();
      await sendParts(tracking, await beginImport(tracking, 'orders', text), text, partBytes);
      await tracking.bus.idle();
      const found = tracking.published('tracking.event.v1').map(({ messageId, orderId }) => `${messageId} ${orderId}`);
      await tracking.close();
      return found.sort();
    };
    const rows = lines.slice(0, 600);
    const text = (of: readonly string[]) => `order_id,time,total,email\n${of.join('\n')}\n`;
    const expected = await idsOf(text(rows), 1_000_000);
    expect(expected).toHaveLength(600);
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1_000, max: 60_000 }),
        fc.shuffledSubarray(rows, { minLength: 600 }),
        async (partBytes, shuffled) => {
          expect(await idsOf(text(shuffled), partBytes)).toEqual(expected);
        },
      ),
      { numRuns: 5 },
    );
  });
});
