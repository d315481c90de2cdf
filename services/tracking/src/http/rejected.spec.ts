import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ANALYST, OFFICER, startTracking, type TrackingUnderTest } from '../testing/tracking-service.js';

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** One call without an event name, oddly written. */
const NAMELESS = '{ "type" : "track",  "userId":"user-000001", "messageId":"m-1", "properties" : {"ä":1} }';
const NAMED = NAMELESS.replace('"track",', '"track", "event":"Signed Up",');

describe('rejections', () => {
  let tracking: TrackingUnderTest;
  beforeEach(async () => {
    tracking = await startTracking();
  });
  afterEach(() => tracking.close());

  const events = async () => {
    await tracking.bus.idle();
    return tracking.published('tracking.event.v1');
  };
  const ask = async (path: string, bearer = OFFICER, body?: object) => {
    const reply = await tracking.app.inject({
      method: body ? 'POST' : 'GET',
      url: `/v1/rejected${path}`,
      headers: { authorization: `Bearer ${bearer}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { payload: body }),
    });
    return { status: reply.statusCode, body: reply.json() };
  };
  const idOf = async () => (await ask('?tenant=demo')).body.rejected[0].rejectedId as string;
  const replay = (id: string, changes: object = {}) => ask(`/${id}/replay`, OFFICER, { tenant: 'demo', ...changes });

  it('are listed newest first without their originals, each once', async () => {
    for (const body of ['{"batch":[', `{"batch":[ ${NAMELESS} ]}`, '{"batch":['])
      await tracking.post('/v1/batch', body);
    const { status, body } = await ask('?tenant=demo', ANALYST);
    expect(status).toBe(200);
    expect(
      body.rejected.map((one: { code: string; hasOriginal: boolean }) => [one.code, one.hasOriginal]).sort(),
    ).toEqual([
      ['TRK_EVENT_INVALID', true],
      ['TRK_NOT_JSON', true],
    ]);
    expect(JSON.stringify(body)).not.toContain('ciphertext');
    expect((await ask('?tenant=demo&limit=1')).body.rejected).toHaveLength(1);
  });

  it.each([
    ['an event of a batch', '/v1/batch', `{"batch":[ ${NAMELESS} ]}`, NAMELESS],
    ['a malformed request', '/v1/batch', '{"batch":[ \u00e4', '{"batch":[ \u00e4'],
  ])('show %s byte for byte, to privacy officers alone', async (_title, route, sent, original) => {
    await tracking.post(route, sent);
    const id = await idOf();
    const { status, body } = await ask(`/${id}?tenant=demo`);
    expect([status, Buffer.from(body.original, 'base64').toString(), body.bytes]).toEqual([
      200,
      original,
      Buffer.byteLength(original),
    ]);
    expect((await ask(`/${id}?tenant=demo`, ANALYST)).body.code).toBe('SVC_FORBIDDEN');
    expect((await ask(`/${id}?tenant=other`)).body.code).toBe('SVC_TENANT_FORBIDDEN');
    expect(tracking.published('access.recorded.v1')).toContainEqual(
      expect.objectContaining({ by: OFFICER, action: 'rejection-opened', subject: id }),
    );
  });

  it('go through the door again once they are mended, as of the time they came, once', async () => {
    await tracking.post('/v1/batch', '{"batch":[');
    const id = await idOf();
    const fixed = base64(`{"batch":[${NAMED}]}`);
    for (let time = 0; time < 2; time++) {
      const { status, body } = await replay(id, { fixed });
      expect([status, body]).toEqual([200, { requestId: body.requestId, kept: 1, rejected: 0, withoutConsent: 0 }]);
    }
    expect(await events()).toMatchObject([
      { name: 'Signed Up', source: 'web', receivedAt: '2026-11-24T10:00:00.000Z' },
    ]);
  });

  it('of single events are mended by the event alone, whatever batch they came in', async () => {
    await tracking.post('/v1/batch', gzipSync(`{"batch":[ ${NAMELESS} ]}`));
    const id = await idOf();
    expect((await replay(id, { fixed: base64(NAMED) })).body.kept).toBe(1);
    expect(await events()).toMatchObject([{ name: 'Signed Up', properties: { ä: 1 } }]);
  });

  it('of calls without a type take it from their route', async () => {
    await tracking.post('/v1/track', '{"userId":"user-000001"}');
    expect((await replay(await idOf(), { fixed: base64('{"userId":"user-000001","event":"Late"}') })).body.kept).toBe(
      1,
    );
    expect(await events()).toMatchObject([{ name: 'Late', kind: 'Custom' }]);
  });

  it('keep packed bytes as they came, and say what is still wrong with a request', async () => {
    const packed = gzipSync(`{"batch":[${NAMED}],`);
    await tracking.post('/v1/batch', packed);
    const id = await idOf();
    expect((await replay(id)).body).toMatchObject({ status: 400, code: 'TRK_NOT_JSON', field: '(body)' });
    expect(Buffer.from((await ask(`/${id}?tenant=demo`)).body.original, 'base64')).toEqual(packed);
    expect(tracking.published('tracking.rejected.v1')).toHaveLength(1);
  });

  it('say what is still wrong with an event, and change nothing', async () => {
    await tracking.post('/v1/batch', `{"batch":[ ${NAMELESS} ]}`);
    const { body } = await replay(await idOf());
    expect(body).toMatchObject({ status: 400, code: 'TRK_EVENT_INVALID', field: 'event' });
    expect([await events(), tracking.published('tracking.rejected.v1').length]).toEqual([[], 1]);
  });

  it('that can be read now keep their bad events as rejections of their own', async () => {
    await tracking.post('/v1/batch', '{"batch":[');
    const fixed = base64(`{"batch":[${NAMED}, ${NAMELESS}]}`);
    expect((await replay(await idOf(), { fixed })).body).toMatchObject({ kept: 1, rejected: 1 });
    expect((await ask('?tenant=demo')).body.rejected).toMatchObject([{}, {}]);
  });

  it('of which only the beginning is kept are shown as far as they go, and mended only with other bytes', async () => {
    await tracking.post('/v1/batch', `{"batch":[ ${'7,'.repeat(1_500_000)} 7]}`);
    const id = await idOf();
    const { body } = await ask(`/${id}?tenant=demo`);
    const shown = Buffer.from(body.original, 'base64');
    expect([shown.length, shown.subarray(0, 12).toString(), body.bytes]).toEqual([65_536, '{"batch":[ 7', 3_000_015]);
    expect(await replay(id)).toMatchObject({ status: 410, body: { code: 'TRK_ORIGINAL_IN_PART' } });
    expect((await replay(id, { fixed: base64(`{"batch":[${NAMED}]}`) })).body.kept).toBe(1);
  });

  it('say so when their key is destroyed, and can then be mended only with other bytes', async () => {
    await tracking.post('/v1/batch', `{"batch":[ ${NAMELESS} ]}`);
    const id = await idOf();
    rmSync(join(tracking.secretsDir, 'rejected'), { recursive: true });
    for (const answer of [await ask(`/${id}?tenant=demo`), await replay(id)]) {
      expect([answer.status, answer.body.code]).toEqual([410, 'TRK_SEAL_DESTROYED']);
    }
    expect((await replay(id, { fixed: base64(NAMED) })).body.kept).toBe(1);
  });

  it.each([
    ['an unknown id', '/00000000-0000-4000-8000-000000000000?tenant=demo', 404, 'TRK_REJECTED_UNKNOWN', 'id'],
    ['a malformed id', '/7?tenant=demo', 400, 'SVC_INVALID_REQUEST', undefined],
    ['no tenant', '', 400, 'SVC_INVALID_REQUEST', 'tenant'],
    ['a tenant that is not there', '?tenant=ghost', 404, 'SVC_TENANT_UNKNOWN', 'tenant'],
    ['an odd limit', '?tenant=demo&limit=0', 400, 'SVC_INVALID_REQUEST', 'limit'],
  ])('are refused for %s', async (_title, path, status, code, field) => {
    const answer = await ask(path);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    if (field) expect(answer.body.field).toBe(field);
  });
});
