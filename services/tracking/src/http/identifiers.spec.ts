import { ANALYST, OFFICER, startTracking, type TrackingUnderTest } from '../testing/tracking-service.js';

const EMAIL = 'canary.mail@example.org';
const KEY = 'sealing-write-key-1';
const consent = { categoryPreferences: { analytics: true, upload: true } };

describe('identifiers under seal', () => {
  let tracking: TrackingUnderTest;
  beforeEach(async () => {
    tracking = await startTracking();
  });
  afterEach(() => tracking.close());

  const identify = (messageId: string, context: object = { consent }) =>
    tracking.post('/v1/identify', { messageId, anonymousId: 'anon-1', traits: { email: EMAIL }, context }, KEY);
  const boxes = () => tracking.published('identifier.sealed.v1');
  const ask = async (path: string, body: object, token = OFFICER) => {
    const answer = await tracking.app.inject({
      method: 'POST',
      url: `/v1/identifiers/${path}`,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      payload: JSON.stringify({ tenant: 'demo', ...body }),
    });
    return { status: answer.statusCode, body: answer.json() };
  };

  it('travel once, whatever number of events tell them', async () => {
    await identify('m-1');
    await identify('m-2');
    expect(boxes()).toMatchObject([{ tenant: 'demo', source: 'sealing', purposes: ['user_data_upload'] }]);
    expect(JSON.stringify(boxes())).not.toContain(EMAIL);
  });

  it.each([
    ['the purpose was not granted', { consent: { categoryPreferences: { analytics: true } } }],
    ['nothing was granted', {}],
  ])('are not kept where %s', async (_title, context) => {
    await identify('m-1', context);
    expect(boxes()).toEqual([]);
  });

  it('are not kept by a source that names none', async () => {
    await tracking.post('/v1/identify', {
      messageId: 'm',
      userId: 'u-1',
      traits: { email: EMAIL },
      context: { consent },
    });
    expect(boxes()).toEqual([]);
  });

  it('are opened for the purpose they were sealed for, and who asks is on record first', async () => {
    await identify('m-1');
    const [{ key }] = boxes() as [{ key: string }];
    expect(await ask('open', { key, purpose: 'user_data_upload' })).toEqual({ status: 200, body: { value: EMAIL } });
    expect(tracking.published('access.recorded.v1')).toMatchObject([
      { action: 'identifier-opened', subject: key, purpose: 'user_data_upload', by: OFFICER },
    ]);
  });

  it('are refused for another purpose, another role, another box and an unknown key', async () => {
    await identify('m-1');
    const [{ key, sealed }] = boxes() as [{ key: string; sealed: object }];
    const unknown = key.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'));
    const refusals = [
      await ask('open', { key, purpose: 'ad_profile' }),
      await ask('open', { key, purpose: 'user_data_upload' }, ANALYST),
      await ask('open', { key, purpose: 'user_data_upload', sealed: { ...sealed, keyId: 'demo/other' } }),
      await ask('open', { key: unknown, purpose: 'user_data_upload' }),
    ];
    expect(refusals.map(({ status, body }) => [status, body.code])).toEqual([
      [403, 'TRK_PURPOSE_NOT_GRANTED'],
      [403, 'SVC_FORBIDDEN'],
      [404, 'TRK_IDENTIFIER_UNKNOWN'],
      [404, 'TRK_IDENTIFIER_UNKNOWN'],
    ]);
    expect(tracking.published('access.recorded.v1')).toEqual([]);
  });

  it('are unknown where their box was changed, or sealed under a key that was destroyed since', async () => {
    await identify('m-1');
    const [{ key, sealed }] = boxes() as [{ key: string; sealed: { ciphertext: string } }];
    const purpose = 'user_data_upload';
    const changed = { ...sealed, ciphertext: Buffer.from('evil').toString('base64') };
    expect(await ask('open', { key, purpose, sealed: changed })).toMatchObject({
      status: 404,
      body: { code: 'TRK_IDENTIFIER_UNKNOWN' },
    });
    await ask('destroy', { key });
    await identify('m-2');
    expect((await ask('open', { key, purpose, sealed })).body.code).toBe('TRK_IDENTIFIER_UNKNOWN');
    expect(await ask('open', { key, purpose })).toEqual({ status: 200, body: { value: EMAIL } });
  });

  it('end when their key is destroyed', async () => {
    await identify('m-1');
    const [{ key }] = boxes() as [{ key: string }];
    expect(await ask('destroy', { key })).toEqual({ status: 200, body: { destroyed: true } });
    expect(await ask('open', { key, purpose: 'user_data_upload' })).toMatchObject({ status: 404 });
  });
});
