import { segmentRoute } from './route.js';

describe('a route of the Segment protocol', () => {
  it.each([
    ['/v1/track', false, 'track'],
    ['/v1/track/', false, 'track'],
    ['/v1/t', false, 'track'],
    ['/api/s/s2s/page', false, 'page'],
    ['/v1/batch', true, undefined],
    ['/v1/batch/', true, undefined],
    ['/v1/b', true, undefined],
    ['/v1/import/', true, undefined],
    ['/', false, ''],
    ['', false, ''],
  ])('%s', (path, isBatch, routeType) => {
    expect(segmentRoute(path)).toEqual({ isBatch, routeType });
  });
});
