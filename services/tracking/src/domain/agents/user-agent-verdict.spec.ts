import { readFileSync } from 'node:fs';
import { readCrawlerList } from '../../adapters/crawler-list.js';
import { publicData } from '../../testing/public-data.js';
import { createKnownAgents } from './known-agents.js';
import { ownAgents } from './own-agents.js';
import { combined } from './signal.js';
import { createUserAgentJudge } from './user-agent-verdict.js';

const judge = createUserAgentJudge(createKnownAgents([...ownAgents, ...readCrawlerList()]));
const judgeUnknown = createUserAgentJudge(() => undefined);
const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)';
const mac = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)';

describe('who a user agent says it is', () => {
  it.each([
    [
      'a search engine',
      'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
      'good-bot',
      'Googlebot',
    ],
    ['a link preview', 'facebookexternalhit/1.1', 'good-bot', 'facebookexternalhit'],
    [
      'collecting for a model',
      `${windows}; compatible; GPTBot/1.3; +https://openai.com/gptbot`,
      'ai-crawler',
      'GPTBot',
    ],
    [
      'an assistant that was asked',
      `${mac} AppleWebKit/537.36 (KHTML, like Gecko); compatible; ChatGPT-User/1.0; +https://openai.com/bot`,
      'ai-agent',
      'ChatGPT-User',
    ],
    [
      'an assistant that drives a browser',
      `${mac} AppleWebKit/537.36 (KHTML, like Gecko) Chrome/132.0.0.0 Safari/537.36; Manus-User/1.0`,
      'ai-agent',
      'Manus-User',
    ],
    ['a library', 'python-requests/2.32.3', 'bad-bot', 'python-requests'],
    ['a driven browser', `${windows} HeadlessChrome/154.0.0.0 Safari/537.36`, 'bad-bot', 'HeadlessChrome'],
    ['a person', `${windows} Chrome/154.0.0.0 Safari/537.36`, 'human', undefined],
    [
      'a person with a phone named Cubot',
      'Mozilla/5.0 (Linux; Android 11; CUBOT X30) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/154.0.0.0 Mobile Safari/537.36',
      'human',
      undefined,
    ],
    ['a person in the app of a shop', 'ShopApp/4.2 (iPhone; iOS 18.1; Scale/3.00)', 'human', undefined],
  ])('%s', (_title, userAgent, agentClass, name) => {
    expect(judge(userAgent)).toMatchObject({ class: agentClass, ...(name !== undefined && { name }) });
  });

  it.each([
    ['says what it is', 'Mozilla/5.0 (compatible; Lamplighter-Bot/1.0)', 'good-bot', 'declares-itself'],
    [
      'gives an address',
      `${windows} Chrome/154.0.0.0 Safari/537.36 (+https://lamps.example/about)`,
      'good-bot',
      'contact-address',
    ],
    ['gives a mail address', 'Lamplighter/1.0 (ops at lamps.example)', 'good-bot', 'contact-address'],
    ['works for a model', 'Mozilla/5.0 (compatible; LampGPT-crawler/1.0)', 'ai-crawler', 'declares-itself'],
    [
      'works for a person through a model',
      'Mozilla/5.0 (compatible; Lamp-AI-User/1.0)',
      'ai-agent',
      'compatible-with-browsers',
    ],
    ['is no browser', 'Lamplighter/1.0', 'bad-bot', 'no-browser'],
    ['has no user agent', ' ', 'bad-bot', 'no-user-agent'],
    ['runs on nothing', 'Mozilla/5.0 lamps/0.x', 'bad-bot', 'no-platform'],
    [
      "does a program's work in a browser",
      `${windows} Chrome/154.0.0.0 Safari/537.36 LampChecker/2.0`,
      'bad-bot',
      'program-among-products',
    ],
    [
      'adds a word to the engine',
      `${windows.replace('Gecko)', 'Gecko; Lamp)')} Chrome/154.0.0.0 Safari/537.36`,
      'bad-bot',
      'word-among-engine',
    ],
    [
      'claims a build that never was',
      `${windows} Chrome/56.0.6520.1558 Safari/537.36`,
      'bad-bot',
      'impossible-version',
    ],
    [
      'claims a version of the far future',
      `${windows} Chrome/999.0.1.1 Safari/537.36`,
      'bad-bot',
      'impossible-version',
    ],
    [
      'contradicts itself',
      'Mozilla/5.0 (X11; Linux x86_64; rv:84.0) Gecko/20100101 Firefox/91.0',
      'bad-bot',
      'impossible-version',
    ],
    [
      'emulates a phone',
      'Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36',
      'bad-bot',
      'impossible-platform',
    ],
  ])('an unlisted program that %s', (_title, userAgent, agentClass, reason) => {
    const verdict = judgeUnknown(userAgent);
    expect([verdict.class, verdict.signals.map(({ name }) => name)]).toEqual([
      agentClass,
      expect.arrayContaining([reason]),
    ]);
  });

  it('does not take an unknown word beside a desktop browser for a program by itself', () => {
    expect(
      judgeUnknown(`${mac} AppleWebKit/537.36 (KHTML, like Gecko) Chrome/154.0.0.0 Safari/537.36 Lampion/2.1`),
    ).toMatchObject({
      class: 'human',
      signals: [{ name: 'unknown-product' }],
    });
  });

  it('is surer with every sign, and never more than sure', () => {
    const sign = (weight: number) => ({ name: 'sign', weight });
    expect([combined([]), combined([sign(0.5)]), combined([sign(0.5), sign(0.5)])]).toEqual([0, 0.5, 0.75]);
    expect(combined([sign(1), sign(0.3)])).toBe(1);
  });
});

const crawlers = publicData('tracking/crawler_user_agents.json');

crawlers.describeWithData('the public list of crawlers', () => {
  it('is recognised, but for two patterns that fit people', () => {
    const list: { pattern: string; instances: string[] }[] = JSON.parse(readFileSync(crawlers.path, 'utf8'));
    const missed = list.filter(({ instances }) => instances.some((userAgent) => judge(userAgent).class === 'human'));
    expect(missed.map(({ pattern }) => pattern).sort()).toEqual(['AP3A\\.240617\\.008', 'MetaIAB Facebook']);
  });
});
