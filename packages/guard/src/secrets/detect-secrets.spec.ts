import fc from 'fast-check';
import { crc32 } from './crc32.js';
import { detectSecrets } from './detect-secrets.js';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** Put together here: a token written out would be taken for a real one by those who look for them. */
const random = (length: number, alphabet = BASE62) =>
  Array.from({ length }, (_, index) =>
    alphabet.charAt((index * 37 + length * 11 + ((index * index) % 13)) % alphabet.length),
  ).join('');
const withChecksum = (prefix: string, body: string) => {
  let [rest, digits] = [crc32(body), ''];
  for (let place = 0; place < 6; place++) [digits, rest] = [BASE62.charAt(rest % 62) + digits, Math.floor(rest / 62)];
  return `${prefix}_${body}${digits}`;
};
const jwt = [JSON.stringify({ alg: 'HS256' }), JSON.stringify({ sub: '1' })]
  .map((part) => Buffer.from(part).toString('base64url'))
  .concat(random(43))
  .join('.');
const pem = `-----BEGIN ${'PRIVATE'} KEY-----\n${random(64)}\n${random(40)}==\n-----END ${'PRIVATE'} KEY-----`;

const secretsIn = (text: string) => detectSecrets(text).map(({ rule, start, end }) => [rule, text.slice(start, end)]);

describe('secrets', () => {
  it('CRC-32 is the one of ISO 3309', () => {
    expect(crc32('123456789').toString(16)).toBe('cbf43926');
  });

  it.each([
    ['secret.aws-access-key', `AKIA${random(16, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567')}`],
    ['secret.github-token', withChecksum('ghp', random(30))],
    ['secret.gitlab-token', `glpat-${random(20)}`],
    ['secret.slack-token', `xoxb-${random(12, '0123456789')}-${random(24)}`],
    ['secret.stripe-key', `sk_live_${random(24)}`],
    ['secret.google-api-key', `AIza${random(35)}`],
    ['secret.anthropic-key', `sk-ant-api03-${random(40)}`],
    ['secret.openai-key', `sk-proj-${random(48)}`],
    ['secret.sendgrid-key', `SG.${random(22)}.${random(43)}`],
    ['secret.json-web-token', jwt],
    ['secret.private-key', pem],
  ])('%s', (rule, secret) => {
    expect(secretsIn(`Bitte nutze ${secret} dafür.`)).toEqual([[rule, secret]]);
  });

  it.each([
    ['in a URL', 'postgres://app:Sommer2024!@db.example.org/shop', 'secret.url-password', 'Sommer2024!'],
    ['in an assignment', 'api_key = "a8Xk29LmQ0pZ"', 'secret.password', 'a8Xk29LmQ0pZ'],
    ['in a German sentence', 'Das Passwort lautet Sommer2024', 'secret.password', 'Sommer2024'],
    ['in a header', `Authorization: Bearer ${random(40)}`, 'secret.authorization', random(40)],
    ['with an invisible character', 'password: Som\u200bmer2024', 'secret.password', 'Som\u200bmer2024'],
  ])('%s', (_title, text, rule, secret) => {
    expect(secretsIn(text)).toEqual([[rule, secret]]);
  });

  it('a private key that breaks off counts as far as it goes', () => {
    const [found] = detectSecrets(`${pem.slice(0, 90)}`);
    expect([found?.rule, found?.start, found?.end]).toEqual(['secret.private-key', 0, 90]);
  });

  it.each([
    ['a token with a wrong checksum', `${withChecksum('ghp', random(30)).slice(0, -1)}_`],
    ['the words of a key', 'Der Block beginnt mit -----BEGIN PRIVATE KEY----- und endet.'],
    ['a placeholder', 'api_key = "<your-api-key>", password: ********, token=$TOKEN, secret: changeme'],
    [
      'prose',
      'Das Passwort ist geheim. Password: required. Ihr Kennwort ist abgelaufen, das Token ist 30 Minuten gültig.',
    ],
    ['a URL with a port', 'http://localhost:8080/path?user=a@b.example'],
    ['three words with dots', 'eyJhbGciOi.is.nothing'],
    ['a hash', 'commit 3f1d7d1e77a75c7b8d630e6f8f4c2b1a9e8d7c6b'],
    ['nothing', ''],
  ])('leaves alone: %s', (_title, text) => {
    expect(secretsIn(text)).toEqual([]);
  });

  it('finds every token with a right checksum and none with a wrong character', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9]{30}$/), fc.nat(29), (body, at) => {
        const right = withChecksum('ghs', body);
        const other = body.charAt(at) === 'a' ? 'b' : 'a';
        const wrong = `ghs_${body.slice(0, at)}${other}${body.slice(at + 1)}${right.slice(-6)}`;
        expect([secretsIn(right).length, secretsIn(wrong).length]).toEqual([1, 0]);
      }),
    );
  });

  it.each([
    ['begins of keys', '-----BEGIN PRIVATE KEY-----'.repeat(3_000)],
    ['schemes', 'a://b:'.repeat(15_000)],
    ['names', 'password = '.repeat(9_000)],
    ['dots of tokens', 'eyJ'.concat('a.'.repeat(40_000))],
    ['one letter', 'a'.repeat(100_000)],
    ['aws', 'aws '.repeat(25_000)],
    ['bearers', 'bearer '.repeat(14_000)],
    ['hyphens', 'sk-'.repeat(30_000)],
  ])('comes to an end for %s', (_title, text) => {
    expect(Array.isArray(detectSecrets(text))).toBe(true);
  });
});
