import { createTextChecker, defaultPolicy, fastDetectors, type Provenance } from '@stellwerk/guard';
import { atLeast, atMost, type Benchmark, type FigurePlan, type Measurement } from './benchmark.js';
import { evaluationSets, trainingSets } from './guard/texts/sets.js';
import { quantile } from './statistics.js';

const SIZES = { '200 B': 200, '2 kB': 2_000, '20 kB': 20_000 } as const;
type Size = keyof typeof SIZES;
const sizes = Object.keys(SIZES) as Size[];
const PROVENANCES = ['user', 'document', 'output'] as const;
const DETECTORS = ['canonicalisation', 'injection', 'secret', 'language', 'toxicity', 'personal-data', 'accessibility'];
const ms = (aim: FigurePlan['aim'] = null): FigurePlan => ({ unit: 'ms', aim });

const benchmark: Benchmark = {
  name: 'guard.latency',
  describe: 'The fast tier in one process: whole pipeline and single detectors, by size of text.',
  seed: null,
  load: { generator: 'none: the measured process works on texts', cores: 0 },
  figures: {
    ...Object.fromEntries(
      PROVENANCES.flatMap((provenance) =>
        sizes.flatMap((size) => [
          [`pipeline, ${provenance}, ${size}: p50`, ms()],
          [`pipeline, ${provenance}, ${size}: p99`, ms(size === '2 kB' ? atMost(5) : null)],
          [
            `pipeline, ${provenance}, ${size}: checks per second of one core`,
            { unit: '1/s', aim: size === '2 kB' ? atLeast(500) : null },
          ],
        ]),
      ),
    ),
    ...Object.fromEntries(
      DETECTORS.flatMap((detector) =>
        sizes.flatMap((size) => [
          [`${detector}, ${size}: p50`, ms()],
          [`${detector}, ${size}: p99`, ms()],
        ]),
      ),
    ),
    'memory added by the fast tier': { unit: 'MB', aim: null },
  },
  async run({ short, log, note, cut, data }) {
    if (short) cut('a tenth of the rounds');
    note('texts: paragraphs of XQuAD-R, German and English, every tenth with an attack in it; sizes in UTF-16 units');
    note('latency is wall time; throughput is by processor time of the process, so that neighbours do not count');
    note('a detector alone: its time beyond canonicalisation, which every check needs once');
    const before = process.memoryUsage().rss;
    const detectors = fastDetectors();
    const checker = createTextChecker({ detectors, now: () => performance.now() });
    checker('A first text, so that everything is loaded.', { provenance: 'user' });
    const added = (process.memoryUsage().rss - before) / 1_048_576;
    const attacks = trainingSets(data).deepset.filter(({ label }) => label === 1);
    const prose = evaluationSets(data).paragraphs.join('\n');
    const textsOf = (size: Size) =>
      Array.from({ length: 100 }, (_, index) => {
        const start = (index * 3_001) % (prose.length - SIZES[size]);
        const attack = index % 10 === 0 ? ` ${attacks[index]?.text.slice(0, SIZES[size] / 2) ?? ''}` : '';
        return `${prose.slice(start, start + SIZES[size] - attack.length)}${attack}`;
      });
    const measured: Measurement[] = [];
    const timed = (texts: readonly string[], rounds: number, check: (text: string) => unknown) => {
      for (const text of texts) check(text);
      const times: number[] = [];
      const processor = process.cpuUsage();
      for (let round = 0; round < rounds; round++)
        for (const text of texts) {
          const start = performance.now();
          check(text);
          times.push(performance.now() - start);
        }
      const { user, system } = process.cpuUsage(processor);
      return { times, perSecond: times.length / ((user + system) / 1e6) };
    };
    const add = (name: string, value: number, n: number) => measured.push({ name, value, n });
    for (const size of sizes) {
      const texts = textsOf(size);
      const rounds = Math.max(1, Math.round((size === '20 kB' ? 4 : size === '2 kB' ? 20 : 100) / (short ? 10 : 1)));
      for (const provenance of PROVENANCES) {
        const { times, perSecond } = timed(texts, rounds, (text) => checker(text, { provenance }));
        add(`pipeline, ${provenance}, ${size}: p50`, quantile(times, 0.5), times.length);
        add(`pipeline, ${provenance}, ${size}: p99`, quantile(times, 0.99), times.length);
        add(`pipeline, ${provenance}, ${size}: checks per second of one core`, perSecond, times.length);
        log(`${provenance}, ${size}: p50 ${quantile(times, 0.5).toFixed(2)} ms, ${perSecond.toFixed(0)}/s`);
      }
      const bare = createTextChecker({ detectors: [], now: () => 0 });
      const base = timed(texts, rounds, (text) => bare(text, { provenance: 'user' })).times;
      add(`canonicalisation, ${size}: p50`, quantile(base, 0.5), base.length);
      add(`canonicalisation, ${size}: p99`, quantile(base, 0.99), base.length);
      for (const detector of detectors.filter(({ id }) => DETECTORS.includes(id))) {
        const provenance: Provenance = detector.provenances[0] ?? 'user';
        const alone = createTextChecker({ detectors: [detector], now: () => 0 });
        const policy = defaultPolicy(provenance);
        const { times } = timed(texts, rounds, (text) => alone(text, { provenance, policy }));
        for (const [label, q] of [
          ['p50', 0.5],
          ['p99', 0.99],
        ] as const)
          add(`${detector.id}, ${size}: ${label}`, Math.max(0, quantile(times, q) - quantile(base, q)), times.length);
      }
    }
    add('memory added by the fast tier', added, 1);
    return measured;
  },
};

export default benchmark;
