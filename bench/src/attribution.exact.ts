import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Platform, startPlatform } from '@stellwerk/cli/testing';
import { atMost, type Benchmark, type BenchmarkContext, exactly, type Measurement } from './benchmark.js';
import { type Answer, Differences } from './exact/differences.js';
import { type KnownRun, publishedRuns } from './exact/published-runs.js';
import { shuffledLines } from './random.js';

const DATA = 'attribution/path_data.csv';
const TENANT = 'paths';
/** Printed digits of the published figures. */
const CONVERSIONS = atMost(1e-9);
const VALUE = atMost(1e-6);
const EFFECTS = atMost(1e-9);
const SHORT_ROWS = 200;

const compared = (source: string) => ({
  [`${source}: conversions, largest absolute difference`]: { unit: 'conversions', aim: CONVERSIONS },
  [`${source}: value, largest relative difference`]: { unit: 'share', aim: VALUE },
  [`${source}: removal effects, largest absolute difference`]: { unit: 'share', aim: EFFECTS },
});

interface Replayed {
  readonly plan: { readonly journeys: number; readonly touches: number; readonly conversions: number };
  readonly outcome: { readonly kept: number; readonly duplicates: number; readonly missing: number };
}

const benchmark: Benchmark = {
  name: 'attribution.exact',
  describe:
    'Published attribution figures of a public data set, from a file and from a tenant that its journeys became.',
  seed: 11,
  load: { generator: 'stellwerk replay through the Segment client', cores: 1 },
  figures: {
    journeys: { unit: 'journeys', aim: exactly(88_387) },
    touches: { unit: 'touches', aim: exactly(378_209) },
    conversions: { unit: 'conversions', aim: exactly(19_785) },
    'figures compared, each source': { unit: 'figures', aim: null },
    ...compared('file'),
    ...compared('tenant'),
    'replayed twice again, shuffled: events added': { unit: 'events', aim: exactly(0) },
    'replayed twice again, shuffled: runs that are not the same to the last bit': { unit: 'runs', aim: exactly(0) },
    'time of the first replay until queryable': { unit: 's', aim: null },
  },
  async run(context) {
    const { short, folder, data, log, note, cut } = context;
    const file = short ? shortFile(context) : data(DATA);
    note(
      'Markov chains of order 1 to 4 with and without nulls, first, last, linear, Shapley, and the Shapley rate game',
    );
    note('published to 9 decimals of a conversion and 12 of a removal effect; value in units of the data');
    note('every journey of two or more touches is cut over two devices that a login joins later');
    if (short) cut(`the first ${SHORT_ROWS} rows; the tenant is compared with the file instead of published figures`);
    const platform = await startPlatform();
    try {
      const fromFile = await attributions(platform, '--paths', data(DATA));
      const first = await replay(platform, file, log);
      const fromTenant = await attributions(platform, '--tenant', TENANT);
      const known = short ? asKnown(await attributions(platform, '--paths', file)) : publishedRuns;
      let added = 0;
      let differing = 0;
      for (const round of [1, 2]) {
        const shuffled = join(folder, `shuffled-${round}.csv`);
        writeFileSync(shuffled, shuffledLines(readFileSync(file, 'utf8'), (benchmark.seed ?? 0) + round));
        const { outcome } = await replay(platform, shuffled, log);
        added += outcome.kept - first.outcome.kept;
        const again = await attributions(platform, '--tenant', TENANT);
        differing += again.filter((answer, index) => sameness(answer) !== sameness(fromTenant[index])).length;
      }
      const differences = differencesTo(publishedRuns, fromFile);
      return [
        ...Object.entries(first.plan).flatMap(([name, value]) => (name === 'calls' ? [] : [once(name, value)])),
        once('figures compared, each source', differences.compared),
        ...measured('file', differences),
        ...measured('tenant', differencesTo(known, fromTenant)),
        once('replayed twice again, shuffled: events added', added),
        once('replayed twice again, shuffled: runs that are not the same to the last bit', differing),
        once('time of the first replay until queryable', first.queryableSeconds),
      ];
    } finally {
      await platform.remove();
    }
  },
};

async function replay(
  platform: Platform,
  file: string,
  log: BenchmarkContext['log'],
): Promise<Replayed & { readonly queryableSeconds: number }> {
  const options = ['--tenant', TENANT, '--format', 'paths', '--split-devices', '--timeout', '7200', '--json'];
  return JSON.parse(await platform.start(['replay', file, ...options], log));
}

/** The answer of the command line to every run, in their order. */
async function attributions(platform: Platform, ...source: readonly string[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const { options } of publishedRuns) {
    answers.push(JSON.parse(await platform.stellwerk('attribution', ...source, ...options, '--json')));
  }
  return answers;
}

const asKnown = (answers: readonly Answer[]): KnownRun[] =>
  publishedRuns.map(({ options }, index) => ({
    options,
    channels: Object.fromEntries((answers[index]?.channels ?? []).map(({ channel, ...figures }) => [channel, figures])),
  }));

function differencesTo(known: readonly KnownRun[], answers: readonly Answer[]): Differences {
  const differences = new Differences();
  for (const [index, run] of known.entries()) differences.add(run, answers[index] as Answer);
  return differences;
}

const measured = (source: string, { conversions, value, removalEffects }: Differences): Measurement[] => [
  once(`${source}: conversions, largest absolute difference`, conversions),
  once(`${source}: value, largest relative difference`, value),
  once(`${source}: removal effects, largest absolute difference`, removalEffects),
];

/** All that must be equal of two runs: everything but when they were. */
function sameness(answer: Answer | undefined): string {
  const { runId: _runId, at: _at, ...figures } = { runId: '', at: '', ...answer };
  return JSON.stringify(figures);
}

const once = (name: string, value: number): Measurement => ({ name, value, n: 1 });

function shortFile({ data, folder }: BenchmarkContext): string {
  const lines = readFileSync(data(DATA), 'utf8').split('\n');
  const file = join(folder, 'short.csv');
  writeFileSync(file, `${lines.slice(0, SHORT_ROWS + 1).join('\n')}\n`);
  return file;
}

export default benchmark;
