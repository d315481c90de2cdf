import type { ControlSpec } from '@stellwerk/contracts';
import { createKnownAgents } from '../domain/agents/known-agents.js';
import { ownAgents } from '../domain/agents/own-agents.js';
import { createUserAgentJudge } from '../domain/agents/user-agent-verdict.js';
import type { Call } from '../domain/call.js';
import { createClientFacts } from '../domain/enrich/client-facts.js';
import { createUserAgentParser } from '../domain/enrich/user-agent/parse-user-agent.js';
import type { CallOrigin } from '../pipeline/call.js';
import { createClientReader } from './client-reader.js';
import { createRegionOf } from './clients.js';

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const usual = { host: 'c.example', 'accept-language': 'de', 'accept-encoding': 'gzip' };

const locate = (address: string) => (address.startsWith('193.') ? { country: 'DE' } : undefined);
const read = createClientReader({
  facts: createClientFacts({
    parse: createUserAgentParser({ browsers: [{ regex: '(Firefox)/(\\d+)' }], systems: [{ regex: '(Linux)' }] }),
    judge: createUserAgentJudge(createKnownAgents(ownAgents)),
    capacity: 1_000,
  }),
  locate,
  circumstances: (_origin, userAgent) => ({
    signals: userAgent.includes('Trapped') ? [{ name: 'followed-trap', weight: 0.95 }] : [],
  }),
});

const origin = (headers: Record<string, string>, spec: Partial<ControlSpec<'source'>> = {}, ip?: string) =>
  ({ ip, request: { headers }, protocol: {}, context: { source: { spec } } }) as unknown as CallOrigin;
const call = (facts: Partial<Call> = {}) => facts as Call;

describe('who sent a call', () => {
  it('is a person in a browser, reduced to family, system and class, where the address lies', () => {
    const client = read(call(), origin({ ...usual, 'user-agent': firefox }, {}, '193.99.144.80'));
    expect(client).toMatchObject({
      facts: { browser: { family: 'Firefox', major: '140' }, os: { family: 'Linux' }, class: 'desktop' },
      address: '193.99.144.80',
      place: { country: 'DE' },
      agent: { class: 'human', score: 0, reasons: [] },
    });
  });

  it.each<[string, Partial<Call>, Record<string, string>, Partial<ControlSpec<'source'>>, unknown]>([
    [
      'a browser that sends what none sends',
      {},
      { host: 'c', 'user-agent': firefox },
      {},
      { class: 'bad-bot', reasons: ['no-accept-language', 'no-accept-encoding'] },
    ],
    ['a script', {}, { ...usual, 'user-agent': 'curl/8.5.0' }, {}, { class: 'bad-bot', name: 'curl' }],
    ['something without a user agent', {}, usual, {}, { class: 'bad-bot', reasons: ['no-user-agent'] }],
    [
      'who followed a trap',
      {},
      { ...usual, 'user-agent': `${firefox} Trapped/1` },
      {},
      { class: 'bad-bot', reasons: ['followed-trap', 'unknown-product'] },
    ],
    [
      'a person whom a server sends for',
      { device: { userAgent: firefox }, library: 'analytics-node@3' },
      { host: 'c', 'user-agent': 'node' },
      {},
      { class: 'human' },
    ],
    [
      'a program whom a server sends for',
      { device: { userAgent: 'curl/8.5.0' }, library: 'analytics-node@3' },
      { host: 'c', 'user-agent': 'node' },
      {},
      { class: 'bad-bot' },
    ],
    [
      'nobody known behind a server',
      { library: 'analytics-node@3' },
      { host: 'c', 'user-agent': 'node' },
      {},
      undefined,
    ],
    [
      'nobody known behind a source of servers',
      {},
      { host: 'c', 'user-agent': 'curl/8.5.0' },
      { sentBy: 'server' },
      undefined,
    ],
    ['nobody known in a replay', {}, { 'content-type': 'application/json' }, {}, undefined],
  ])('%s', (_title, facts, headers, spec, agent) => {
    const found = read(call(facts), origin(headers, spec)).agent;
    if (agent === undefined) expect(found).toBeUndefined();
    else expect(found).toMatchObject(agent as object);
  });

  it('takes the address of a server for nobody, and one that it sends for the visitor', () => {
    const headers = { host: 'c', 'user-agent': 'node' };
    const library = 'analytics-node@3';
    const addresses = [call({ library }), call({ library, device: { ip: '193.99.144.81' } })].map((one) => {
      const { address, place } = read(one, origin(headers, {}, '193.99.144.80'));
      return [address, place?.country];
    });
    expect(addresses).toEqual([
      [undefined, undefined],
      ['193.99.144.81', 'DE'],
    ]);
  });
});

describe('the region that consent depends on', () => {
  it.each([
    ['193.99.144.80', 'DE'],
    [undefined, 'US'],
    ['127.0.0.1', 'US'],
    ['203.0.113.9', 'US'],
    ['fd12::1', 'US'],
    ['8.8.8.8', 'unknown'],
  ])('of %s is %s where the tenant is in the US', (address, region) => {
    expect(createRegionOf(locate)(address, 'US')).toBe(region);
  });
});
