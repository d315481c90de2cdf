import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import fc from 'fast-check';
import { signatureFields, TEST_THUMBPRINT, testKey, testPrivateKey } from '../../../testing/agent-signatures.js';
import { type SignedRequest, signatureBase } from './signature-base.js';
import { FieldSyntaxError, type InnerList, parseDictionary } from './structured-fields.js';
import { type AgentKey, thumbprintOf, verifyWebBotAuth } from './web-bot-auth.js';

const NOW = Date.UTC(2026, 10, 24, 10);
const now = NOW / 1_000;

const key: AgentKey = {
  agent: 'Shopping assistant',
  class: 'ai-agent',
  jwk: { kty: 'OKP', crv: 'Ed25519', x: testKey.x },
  directory: 'https://signature-agent.test',
};
const keys = new Map([[TEST_THUMBPRINT, key]]);
const AGENT = '"https://signature-agent.test"';

const request = (headers: SignedRequest['headers'] = {}): SignedRequest => ({
  method: 'POST',
  scheme: 'https',
  authority: 'collect.shop.example',
  path: '/v1/batch',
  rawQuery: '',
  headers: { 'signature-agent': AGENT, ...headers },
});

/** The request with a signature over what `input` says. */
const signed = (input: string, given = request(), by?: KeyObject): SignedRequest => ({
  ...given,
  headers: { ...given.headers, ...signatureFields(input, given, by) },
});

const parameters = (changes: Record<string, string | number | undefined> = {}) =>
  Object.entries({ created: now, expires: now + 300, keyid: `"${TEST_THUMBPRINT}"`, tag: '"web-bot-auth"', ...changes })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `;${name}=${value}`)
    .join('');
const usual = (changes?: Record<string, string | number | undefined>) =>
  `("@authority" "signature-agent")${parameters(changes)}`;

describe('the test case of RFC 9421 B.2.6', () => {
  it('has the signature that the document gives', () => {
    const text =
      '("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"';
    const given: SignedRequest = {
      method: 'POST',
      scheme: 'https',
      authority: 'example.com',
      path: '/foo',
      rawQuery: 'param=Value&Pet=dog',
      headers: { date: 'Tue, 20 Apr 2021 02:07:55 GMT', 'content-type': 'application/json', 'content-length': '18' },
    };
    const list = parseDictionary(`sig-b26=${text}`).get('sig-b26') as InnerList;
    expect(sign(null, Buffer.from(signatureBase(list, given)), testPrivateKey).toString('base64')).toBe(
      'wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==',
    );
  });

  it('has a key with the thumbprint by which Web Bot Auth names it', () =>
    expect(thumbprintOf(key.jwk)).toBe(TEST_THUMBPRINT));
});

describe('a signed request', () => {
  const verify = (given: SignedRequest, known = keys) => verifyWebBotAuth(given, known, NOW)?.outcome;
  const other = generateKeyPairSync('ed25519').privateKey;

  it.each<[string, SignedRequest, string | undefined]>([
    ['by a known agent', signed(usual()), 'verified'],
    [
      'with a nonce and its algorithm',
      signed(
        usual({
          nonce: '"e8N7S2MFd/qrd6T2R3tdfAuuANngKI7LFtKYI/vowzk4lAZYadIX6wW25MwG7DCT9RUKAJ0qVkU0mEeLElW1qg=="',
          alg: '"ed25519"',
        }),
      ),
      'verified',
    ],
    ['over the whole address', signed(`("@target-uri" "signature-agent")${parameters()}`), 'verified'],
    [
      'over method, path and query',
      signed(`("@method" "@authority" "@path" "@query" "signature-agent")${parameters()}`),
      'verified',
    ],
    [
      'over one member of a dictionary',
      signed(
        `("@authority" "signature-agent";key="sig1")${parameters()}`,
        request({ 'signature-agent': `sig1=${AGENT}` }),
      ),
      'verified',
    ],
    ['without any signature', request(), undefined],
    ['for another purpose', signed(usual({ tag: '"other"' })), undefined],
    ['by nobody that we know', signed(usual({ keyid: '"unknown"' })), 'unknown-key'],
    ['in the name of another', signed(usual(), request(), other), 'false'],
    ['for another host', { ...signed(usual()), authority: 'other.example' }, 'false'],
    ['that does not say for whom', signed(`("signature-agent")${parameters()}`), 'false'],
    ['that leaves out its directory', signed(`("@authority")${parameters()}`), 'false'],
    [
      'that names the directory of another',
      signed(usual(), request({ 'signature-agent': '"https://other.test"' })),
      'false',
    ],
    ['that has expired', signed(usual({ created: now - 600, expires: now - 300 })), 'false'],
    ['from the future', signed(usual({ created: now + 600, expires: now + 900 })), 'false'],
    ['for longer than a day', signed(usual({ expires: now + 86_401 })), 'false'],
    ['without an end', signed(usual({ expires: undefined })), 'false'],
    ['without a beginning', signed(usual({ created: undefined })), 'false'],
    ['by another algorithm', signed(usual({ alg: '"hmac-sha256"' })), 'false'],
    [
      'over a header that is not there',
      {
        ...signed(usual()),
        headers: {
          ...signed(usual()).headers,
          'signature-input': `sig1=("@authority" "signature-agent" "missing")${parameters()}`,
        },
      },
      'false',
    ],
    [
      'over a component of answers',
      {
        ...signed(usual()),
        headers: { ...signed(usual()).headers, 'signature-input': `sig1=("@status")${parameters()}` },
      },
      'false',
    ],
    [
      'over a query parameter whose name is no encoding',
      {
        ...signed(usual()),
        headers: {
          ...signed(usual()).headers,
          'signature-input': `sig1=("@authority" "signature-agent" "@query-param";name="%")${parameters()}`,
        },
      },
      'false',
    ],
    ['that cannot be read', request({ 'signature-input': 'sig1=("@authority"', signature: 'sig1=:AA==:' }), 'false'],
    [
      'that is too long',
      request({ 'signature-input': `sig1=(${'"a" '.repeat(2_000)})`, signature: 'sig1=:AA==:' }),
      'false',
    ],
  ])('%s', (_title, given, outcome) => expect(verify(given)).toBe(outcome));

  it.each<[string, Partial<AgentKey>, string]>([
    ['not yet', { validFrom: '2026-11-24T10:00:01.000Z' }, 'false'],
    ['no longer', { validUntil: '2026-11-24T10:00:00.000Z' }, 'false'],
    ['now', { validFrom: '2026-11-24T10:00:00.000Z', validUntil: '2026-11-24T10:00:01.000Z' }, 'verified'],
  ])('counts while its key is valid: %s', (_title, validity, outcome) => {
    expect(verify(signed(usual()), new Map([[TEST_THUMBPRINT, { ...key, ...validity }]]))).toBe(outcome);
  });

  it('does not survive any change of what it covers', () => {
    const good = signed(`("@method" "@authority" "@path" "signature-agent")${parameters()}`);
    const texts = fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme-ascii' });
    fc.assert(
      fc.property(fc.constantFrom('method', 'authority', 'path'), texts, (part, text) => {
        fc.pre(good[part as 'path'].toLowerCase() !== text.toLowerCase());
        expect(verify({ ...good, [part]: text })).not.toBe('verified');
      }),
    );
  });

  it('takes any header for what it is, and never fails otherwise', () => {
    const bytes = fc.string({ unit: fc.constantFrom(...'sig1=("@authority");keyid=tag:,?0A/+\\ \t*'), maxLength: 60 });
    fc.assert(
      fc.property(bytes, bytes, (input, signature) => {
        const outcome = verify(request({ 'signature-input': input, signature }));
        expect([undefined, 'false', 'unknown-key']).toContain(outcome);
        try {
          parseDictionary(input);
        } catch (error) {
          expect(error).toBeInstanceOf(FieldSyntaxError);
        }
      }),
    );
  });
});
