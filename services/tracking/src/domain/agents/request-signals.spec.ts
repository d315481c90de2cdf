import { requestSignals } from './request-signals.js';

const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/154.0.0.0 Safari/537.36';
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const usual = { 'accept-language': 'de-DE,de;q=0.9', 'accept-encoding': 'gzip, deflate, br, zstd' };
const hints = (brand: string, version: number) =>
  `"${brand}";v="${version}", "Not=A?Brand";v="24", "Chromium";v="${version}"`;

describe('headers against a user agent', () => {
  it.each<[string, string, Record<string, string>, string[]]>([
    [
      'a browser',
      chrome,
      { ...usual, 'sec-ch-ua': hints('Google Chrome', 154), 'sec-ch-ua-platform': '"Windows"' },
      [],
    ],
    ['a browser without hints, as over plain HTTP', firefox, usual, []],
    ['no language, no encoding', chrome, {}, ['no-accept-language', 'no-accept-encoding']],
    ['an app, which need not send them', 'Shop/1 CFNetwork/1410 Darwin/22.6', {}, []],
    ['a robot that gives a contact', chrome, { ...usual, from: 'ops@bot.example' }, ['from-header']],
    ['hints of a headless browser', chrome, { ...usual, 'sec-ch-ua': hints('HeadlessChrome', 154) }, ['headless-hint']],
    [
      'hints from what claims Firefox',
      firefox,
      { ...usual, 'sec-ch-ua': hints('Google Chrome', 154) },
      ['hints-of-another-browser'],
    ],
    [
      'hints of another version',
      chrome,
      { ...usual, 'sec-ch-ua': hints('Google Chrome', 120) },
      ['hints-of-another-version'],
    ],
    [
      'hints of another system',
      chrome,
      { ...usual, 'sec-ch-ua': hints('Google Chrome', 154), 'sec-ch-ua-platform': '"Linux"' },
      ['hints-of-another-system'],
    ],
    ['hints that are no hints', chrome, { ...usual, 'sec-ch-ua': '{{', 'sec-ch-ua-platform': 'x'.repeat(1_000) }, []],
  ])('%s', (_title, userAgent, headers, expected) => {
    expect(requestSignals(userAgent, headers).map(({ name }) => name)).toEqual(expected);
  });
});
