import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { startTracking, type TrackingUnderTest, WRITE_KEY } from '../testing/tracking-service.js';

const BOUNDED = 'bounded-write-key-1';
const page = (messageId: string) => ({ type: 'page', anonymousId: 'anon-1', messageId });

describe('protection of the door', () => {
  let tracking: TrackingUnderTest;
  const sockets: Socket[] = [];
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    await tracking.close();
  });

  const dial = async (): Promise<{ socket: Socket; received: () => string }> => {
    const { port } = new URL(await tracking.app.getUrl());
    const socket = connect(Number(port), '127.0.0.1').on('error', () => {});
    sockets.push(socket);
    let text = '';
    socket.on('data', (chunk) => {
      text += String(chunk);
    });
    await new Promise((resolve) => socket.once('connect', resolve));
    return { socket, received: () => text };
  };
  const until = async (condition: () => boolean) => {
    for (let tries = 0; tries < 1_200 && !condition(); tries++) await sleep(25);
  };

  it('limits requests of an address and of one that tries keys', async () => {
    tracking = await startTracking(undefined, undefined, { STELLWERK_TRACKING_MAX_REFUSALS_PER_SECOND: '2' });
    const send = async (key: string) => (await tracking.post('/v1/page', page('m'), key)).statusCode;
    expect([await send(BOUNDED), await send(BOUNDED), await send(BOUNDED), await send(WRITE_KEY)]).toEqual([
      200, 200, 429, 200,
    ]);
    const guesses = [await send('guess-000000001'), await send('guess-000000002'), await send('guess-000000003')];
    expect(guesses).toEqual([401, 401, 429]);
  });

  it('limits events of a source, whatever requests they come in', async () => {
    tracking = await startTracking();
    const batch = { batch: [page('a'), page('b'), page('c'), page('d')] };
    const replies = [
      await tracking.post('/v1/batch', batch, BOUNDED),
      await tracking.post('/v1/page', page('e'), BOUNDED),
    ];
    expect(replies.map((reply) => [reply.statusCode, reply.headers['retry-after']])).toEqual([
      [200, undefined],
      [429, '2'],
    ]);
  });

  it('takes no more bodies than it has room for, and has room again when they are gone', async () => {
    tracking = await startTracking(undefined, undefined, {
      STELLWERK_TRACKING_MAX_BODY_BYTES_UNDER_WAY: String(2 * 1024 * 1024),
    });
    await tracking.app.listen(0, '127.0.0.1');
    const slow = await dial();
    const bytes = 2 * 1024 * 1024 - 10;
    slow.socket.write(`POST /v1/batch HTTP/1.1\r\nHost: door\r\nContent-Length: ${bytes}\r\n\r\n{`);
    // Taken until the door has begun with the large one.
    let refused = await tracking.post('/v1/page', page('m'));
    for (let tries = 0; tries < 1_200 && refused.statusCode === 200; tries++) {
      await sleep(25);
      refused = await tracking.post('/v1/page', page('m'));
    }
    expect([refused.statusCode, refused.json().code, refused.headers['retry-after']]).toEqual([
      503,
      'TRK_DOOR_BUSY',
      '2',
    ]);
    slow.socket.destroy();
    let again = refused;
    for (let tries = 0; tries < 1_200 && again.statusCode !== 200; tries++) {
      await sleep(25);
      again = await tracking.post('/v1/page', page('m'));
    }
    expect(again.statusCode).toBe(200);
  });

  it.each(['text/csv', 'application/octet-stream', 'text/plain'])(
    'reads no more of a body that calls itself %s than of any other',
    async (type) => {
      tracking = await startTracking(undefined, undefined, { STELLWERK_TRACKING_MAX_BODY_BYTES: '1024' });
      await tracking.app.listen(0, '127.0.0.1');
      const { socket, received } = await dial();
      const announced = 10 * 1024 * 1024;
      socket.write(
        `POST /v1/page HTTP/1.1\r\nHost: x\r\nContent-Type: ${type}\r\nContent-Length: ${announced}\r\n\r\n`,
      );
      // A hundredth of what was announced, and nothing after it.
      socket.write('x'.repeat(announced / 100));
      await until(() => received() !== '');
      expect(received()).toMatch(/^HTTP\/1\.1 4/);
    },
  );

  it('closes connections of clients that never finish their headers or body', async () => {
    tracking = await startTracking(undefined, undefined, { STELLWERK_TRACKING_REQUEST_TIMEOUT_MS: '1000' });
    await tracking.app.listen(0, '127.0.0.1');
    const headers = await dial();
    headers.socket.write('POST /v1/page HTTP/1.1\r\nHost: door\r\nX-Slow: ');
    const body = await dial();
    body.socket.write('POST /v1/page HTTP/1.1\r\nHost: door\r\nContent-Length: 100\r\n\r\n{');
    await until(() => headers.received() !== '' && body.received() !== '');
    expect([headers.received(), body.received()].map((text) => text.slice(0, 12))).toEqual([
      'HTTP/1.1 408',
      'HTTP/1.1 408',
    ]);
    expect((await tracking.post('/v1/page', page('m'))).statusCode).toBe(200);
  });

  it('refuses headers that are too large', async () => {
    tracking = await startTracking();
    await tracking.app.listen(0, '127.0.0.1');
    const { socket, received } = await dial();
    socket.write(`POST /v1/page HTTP/1.1\r\nHost: door\r\nX-Large: ${'a'.repeat(70_000)}\r\n\r\n`);
    await until(() => received() !== '');
    expect(received().slice(0, 12)).toBe('HTTP/1.1 431');
  });
});
