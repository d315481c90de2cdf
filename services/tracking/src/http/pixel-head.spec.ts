import { startTracking, WRITE_KEY } from '../testing/tracking-service.js';

describe('a pixel that is only looked at', () => {
  it.each([
    `/p.gif?key=${WRITE_KEY}&event=Opened&user=u-1`,
    '/p.gif',
    `/pixel/v1/track?writeKey=${WRITE_KEY}&anonymousId=device-1&event=Opened`,
    `/api/px/track?writeKey=${WRITE_KEY}&anonymousId=device-1&event=Opened`,
  ])('is there, and counts nothing: HEAD %s', async (url) => {
    const tracking = await startTracking();
    const reply = await tracking.app.inject({ method: 'HEAD', url });
    await tracking.bus.idle();
    expect([reply.statusCode, reply.headers['content-type']]).toEqual([200, 'image/gif']);
    for (const topic of ['tracking.event.v1', 'tracking.rejected.v1']) expect(tracking.published(topic)).toEqual([]);
    await tracking.close();
  });
});
