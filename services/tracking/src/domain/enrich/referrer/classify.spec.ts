import { classifyReferrer, placeOfHost, placeOfSource } from './classify.js';
import { referrerPlaces } from './places.js';

describe('the page before', () => {
  it.each([
    ['https://www.google.com/', { medium: 'search', source: 'Google' }],
    ['https://www.google.com/search?q=brass+lamp', { medium: 'search', source: 'Google', term: 'brass lamp' }],
    ['https://www.bing.com/search?q=lamp', { medium: 'search', source: 'Bing', term: 'lamp' }],
    ['https://yandex.com.tr/search/?text=lamba', { medium: 'search', source: 'Yandex', term: 'lamba' }],
    ['https://mail.google.com/mail/u/0', { medium: 'email', source: 'Gmail' }],
    ['https://shopping.google.com/', { medium: 'shopping', source: 'Google Shopping' }],
    ['https://gemini.google.com/app?q=lamp', { medium: 'ai-assistant', source: 'Gemini' }],
    ['https://l.instagram.com/?u=x', { medium: 'social', source: 'Instagram' }],
    ['https://old.reddit.com/r/lamps?q=x', { medium: 'social', source: 'Reddit' }],
    ['android-app://com.google.android.gm/', { medium: 'email', source: 'Gmail' }],
    ['https://www.amazon.co.jp/dp/1', { medium: 'shopping', source: 'Amazon' }],
    ['https://shop.example/a', { medium: 'internal' }],
    ['https://www.shop.example/a', { medium: 'internal' }],
    ['https://blog.example/', { medium: 'other' }],
    ['https://notgoogle.com/', { medium: 'other' }],
    ['https://google.com.evil.example/', { medium: 'other' }],
    ['https://google.phishing.example/', { medium: 'other' }],
    ['not an address', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%s', (referrer, found) => expect(classifyReferrer(referrer, 'shop.example')).toEqual(found));

  it.each([
    ['google', 'Google'],
    ['FB', 'Facebook'],
    ['chatgpt.com', 'ChatGPT'],
    ['google.com', 'Google'],
    ['www.linkedin.com', 'LinkedIn'],
    ['newsletter', undefined],
    ['__proto__', undefined],
  ])('campaign source %s names %s', (source, name) => expect(placeOfSource(source)?.name).toBe(name));

  it('has a table in which no host and no alias means two places', () => {
    const names = referrerPlaces.flatMap(({ hosts, aliases = [] }) => [...hosts, ...aliases]);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    for (const place of referrerPlaces) {
      for (const host of place.hosts) expect(placeOfHost(host.replace('.*', '.de'))).toBe(place);
    }
  });
});
