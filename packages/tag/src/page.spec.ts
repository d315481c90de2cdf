import { snapshotOf } from './snapshot.js';
import { createTrail } from './trail.js';
import { whenShown } from './when-shown.js';

const fail = (problem: unknown): never => {
  throw problem;
};

describe('what a page says', () => {
  it('stays as it was when it was said', () => {
    const properties = { items: ['a'] };
    const said = snapshotOf({ type: 'track', properties }, fail);
    properties.items.push('b');
    expect(said).toEqual({ type: 'track', properties: { items: ['a'] } });
  });

  const circular: Record<string, unknown> = {};
  circular.self = circular;
  it.each<[string, unknown]>([
    ['an object that holds itself', circular],
    ['a number that JSON does not know', 1n],
  ])('is left out where it holds %s, and the page goes on', (_title, value) => {
    const told: unknown[] = [];
    expect(snapshotOf({ properties: { value } }, (problem) => told.push(problem))).toBeUndefined();
    expect(told).toEqual([expect.any(TypeError)]);
  });
});

describe('the page before', () => {
  it('is what the browser says until scripts change the address, then the last address that something was said on', () => {
    const before = createTrail('https://search.example/');
    const addresses = ['https://shop.example/', 'https://shop.example/', 'https://shop.example/a', '/b', '/b'];
    expect(addresses.map(before)).toEqual([
      'https://search.example/',
      'https://search.example/',
      'https://shop.example/',
      'https://shop.example/a',
      'https://shop.example/a',
    ]);
  });

  it('is nothing where the visit began', () => {
    expect(createTrail('')('https://shop.example/')).toBe('');
  });
});

describe('a page that is prepared unseen', () => {
  it('begins once, when it is shown', () => {
    let begun = 0;
    const page = Object.assign(new EventTarget(), { prerendering: true });
    whenShown(page, () => {
      begun += 1;
    });
    expect(begun).toBe(0);
    for (let time = 0; time < 2; time++) page.dispatchEvent(new Event('prerenderingchange'));
    expect(begun).toBe(1);
  });

  it.each([{}, { prerendering: false }])('is another than one that is shown: %j', (more) => {
    let begun = 0;
    whenShown(Object.assign(new EventTarget(), more), () => {
      begun += 1;
    });
    expect(begun).toBe(1);
  });
});
