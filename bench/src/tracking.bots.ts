import { readFile } from 'node:fs/promises';
import {
  createClientFacts,
  createClientReader,
  createKnownAgents,
  createUserAgentJudge,
  createUserAgentParser,
  type KnownAgent,
  openPlaceDatabase,
  ownAgents,
  readCrawlerList,
  readUserAgentRules,
} from '@stellwerk/tracking/user-agents';
import { parse } from 'yaml';
import { atLeast, atMost, type Benchmark, type Measurement } from './benchmark.js';
import { type CrawlerFamily, crawlerFamilies } from './load/crawler-families.js';

const CRAWLERS = 'tracking/crawler_user_agents.json';
const CASES = 'tracking/uap_test_ua.yaml';
const UNSEEN_FOLD = 0;

/** Chrome, Firefox, Safari, Edge, Opera and Samsung Internet, with their mobile variants, as uap-core names them. */
const BROWSERS =
  /^(?:Chrome|Chrome Mobile(?: iOS| WebView)?|Firefox|Firefox (?:Mobile|iOS|Beta)|Safari|Mobile Safari(?: UI\/WKWebView)?|Edge|Edge Mobile|Opera|Opera (?:Mini|Mobile|Tablet|Touch|GX|Neon|Coast)|Samsung Internet)$/;

interface Case {
  readonly user_agent_string: string;
  readonly family: string;
  readonly major?: string;
  readonly minor?: string;
  readonly patch?: string;
}

type Judge = ReturnType<typeof createUserAgentJudge>;

const benchmark: Benchmark = {
  name: 'tracking.bots',
  describe: 'Programs recognised by their user agent alone, false alarms on browsers, and user agents read.',
  seed: null,
  load: { generator: 'none: the measured process works on lists', cores: 0 },
  figures: {
    'programs recognised, shipped configuration': { unit: '%', aim: atLeast(99) },
    'programs recognised, unseen fifth of the families': { unit: '%', aim: atLeast(90) },
    'families recognised whole, unseen fifth': { unit: '%', aim: null },
    'programs recognised, other four fifths, without any list': { unit: '%', aim: null },
    'browsers flagged, shipped configuration': { unit: '%', aim: atMost(0.1) },
    'browsers flagged, as for the unseen fifth': { unit: '%', aim: atMost(0.1) },
    'cases labelled a browser and flagged, with those that the list of crawlers names': { unit: 'cases', aim: null },
    'user agents read exactly': { unit: '%', aim: atLeast(99) },
    'client of an event, user agent and network known': { unit: 'µs CPU', aim: atMost(2) },
    'user agent read and judged for the first time': { unit: 'µs CPU', aim: null },
  },
  async run({ short, note, cut, log, data }) {
    const families = crawlerFamilies(await readFile(data(CRAWLERS), 'utf8'));
    const cases: Case[] = parse(await readFile(data(CASES), 'utf8'), { schema: 'failsafe' }).test_cases;
    const unseen = families.filter(({ fold }) => fold === UNSEEN_FOLD);
    const seen = families.filter(({ fold }) => fold !== UNSEEN_FOLD);

    const shipped = createUserAgentJudge(createKnownAgents([...ownAgents, ...readCrawlerList()]));
    const reduced = withoutFamilies(ownAgents, unseen);
    const forUnseen = createUserAgentJudge(createKnownAgents(reduced));
    const withoutLists = createUserAgentJudge(() => undefined);
    note(`${families.length} families, ${unseen.length} of them unseen: SHA-256 of the name modulo 5 is 0`);
    note(
      `unseen: the list of npm crawler-user-agents is off, and ${ownAgents.length - reduced.length} of our ${ownAgents.length} named programs are left out because they name one of these families`,
    );
    note('recognised = any class but human, by the user agent alone: no headers, traps, behaviour or signatures');

    // Two public files contradict each other on one case; what the list of crawlers names is no browser.
    const known = createKnownAgents(readCrawlerList());
    const labelled = cases.filter(({ family }) => BROWSERS.test(family)).map((one) => one.user_agent_string);
    const browsers = labelled.filter((userAgent) => !known(userAgent));
    for (const userAgent of labelled.filter((one) => known(one)))
      note(`no browser by the list of crawlers: ${userAgent}`);

    const measured: Measurement[] = [
      { name: 'programs recognised, shipped configuration', ...recall(families, shipped) },
      { name: 'programs recognised, unseen fifth of the families', ...recall(unseen, forUnseen) },
      { name: 'families recognised whole, unseen fifth', ...wholeFamilies(unseen, forUnseen) },
      { name: 'programs recognised, other four fifths, without any list', ...recall(seen, withoutLists) },
      { name: 'browsers flagged, shipped configuration', ...flagged(browsers, shipped) },
      { name: 'browsers flagged, as for the unseen fifth', ...flagged(browsers, forUnseen) },
      {
        name: 'cases labelled a browser and flagged, with those that the list of crawlers names',
        value: labelled.filter((userAgent) => isProgram(shipped, userAgent)).length,
        n: labelled.length,
      },
      { name: 'user agents read exactly', ...exact(cases) },
    ];
    if (short) cut('a tenth of the calls for the costs');
    const userAgents = [
      ...families.flatMap((family) => family.userAgents),
      ...cases.map((one) => one.user_agent_string),
    ];
    const costs = costsOf(userAgents, shipped, short ? 20_000 : 200_000);
    log(`${costs.map(({ name, value }) => `${name}: ${value.toFixed(2)} µs`).join('; ')}`);
    return [...measured, ...costs];
  },
};

/** A list without the programs that would name one of these families. */
function withoutFamilies(list: readonly KnownAgent[], families: readonly CrawlerFamily[]): KnownAgent[] {
  const userAgents = families.flatMap((family) => family.userAgents);
  return list.filter(({ pattern }) => !userAgents.some((userAgent) => pattern.test(userAgent)));
}

const isProgram = (judge: Judge, userAgent: string): boolean => judge(userAgent).class !== 'human';
const percent = (part: number, n: number) => ({ value: (100 * part) / n, n });

function recall(families: readonly CrawlerFamily[], judge: Judge) {
  const userAgents = families.flatMap((family) => family.userAgents);
  return percent(userAgents.filter((userAgent) => isProgram(judge, userAgent)).length, userAgents.length);
}

function wholeFamilies(families: readonly CrawlerFamily[], judge: Judge) {
  const withExamples = families.filter(({ userAgents }) => userAgents.length > 0);
  const whole = withExamples.filter(({ userAgents }) => userAgents.every((userAgent) => isProgram(judge, userAgent)));
  return percent(whole.length, withExamples.length);
}

const flagged = (userAgents: readonly string[], judge: Judge) =>
  percent(userAgents.filter((userAgent) => isProgram(judge, userAgent)).length, userAgents.length);

function exact(cases: readonly Case[]) {
  const read = createUserAgentParser(readUserAgentRules());
  const right = cases.filter(({ user_agent_string, family, major, minor, patch }) => {
    const { browser } = read(user_agent_string);
    const found = [browser.family, browser.major, browser.minor, browser.patch];
    return [family, major || null, minor || null, patch || null].every((part, index) => part === found[index]);
  });
  return percent(right.length, cases.length);
}

/** What the door spends on knowing the client of one event, in requests of 100 events. */
function costsOf(userAgents: readonly string[], judge: Judge, events: number): Measurement[] {
  const parseUserAgent = createUserAgentParser(readUserAgentRules());
  const uncached = cpuMicroseconds(() => {
    for (const userAgent of userAgents) {
      parseUserAgent(userAgent);
      judge(userAgent);
    }
  });

  const read = createClientReader({
    facts: createClientFacts({ parse: parseUserAgent, judge, capacity: 3_000_000 }),
    locate: openPlaceDatabase(undefined),
    circumstances: () => ({ signals: [] }),
  });
  type Call = Parameters<typeof read>[0];
  type Origin = Parameters<typeof read>[1];
  const calls = Array.from({ length: 100 }, (_, index) => ({
    library: 'analytics.js@5.2.0',
    device: { userAgent: userAgents[index % 20], ip: `193.99.${index % 20}.80` },
  })) as unknown as Call[];
  const run = (count: number): void => {
    for (let done = 0; done < count; done += calls.length) {
      const headers = { host: 'collect.example', 'user-agent': userAgents[0] };
      const origin = { request: { headers }, protocol: {}, context: { source: { spec: {} } } } as unknown as Origin;
      for (const call of calls) read(call, origin);
    }
  };
  run(events / 10);
  return [
    {
      name: 'client of an event, user agent and network known',
      value: cpuMicroseconds(() => run(events)) / events,
      n: events,
    },
    {
      name: 'user agent read and judged for the first time',
      value: uncached / userAgents.length,
      n: userAgents.length,
    },
  ];
}

/** Processor time that work takes, all threads of the process, µs. */
function cpuMicroseconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

export default benchmark;
