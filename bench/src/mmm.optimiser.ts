import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Optimum, optimise, randomCurves, recommend } from '@stellwerk/mmm';
import { atMost, type Benchmark, exactly, type Measurement } from './benchmark.js';
import { greedyWalk } from './budget/greedy-walk.js';
import { bruteForce, curvesOf, type HillProblem, outcomeOf, randomProblem } from './budget/hill-problem.js';
import { peerScript, pythonWith } from './peers/python.js';
import { seededRandom } from './random.js';
import { overRounds, quantile } from './statistics.js';

const PACKAGES = ['numpy==2.2.6', 'scipy==1.15.3'];
const S_SHAPED = [1.2, 4] as const;
const CONCAVE = [1, 1] as const;
/** A plan counts as worse when it is worse by more than floating numbers are exact. */
const EQUAL = 1e-12;
const LARGE = { channels: 5, draws: 4_000 } as const;
const LARGE_CASES = {
  concave: { slopes: CONCAVE, periods: 1 },
  'concave, 156 weeks': { slopes: CONCAVE, periods: 156 },
  'S-shaped': { slopes: [1.3, 3] as const, periods: 1 },
};
const QUICK = atMost(1);

const benchmark: Benchmark = {
  name: 'mmm.optimiser',
  describe: 'Budgets with a certificate, beside brute force, SLSQP and the greedy walk; time of a large posterior.',
  seed: 5,
  load: { generator: 'none: the measured process optimises; SLSQP runs in a process of its own before', cores: 0 },
  figures: {
    'brute force, concave: problems where it is better': { unit: 'problems', aim: exactly(0) },
    'brute force, S-shaped: problems where it is better': { unit: 'problems', aim: exactly(0) },
    'S-shaped: problems where SLSQP is better': { unit: 'problems', aim: exactly(0) },
    'S-shaped: problems where the greedy walk is better': { unit: 'problems', aim: exactly(0) },
    "S-shaped: problems where today's plan is better": { unit: 'problems', aim: exactly(0) },
    'S-shaped: largest certified gap': { unit: 'share', aim: atMost(1e-4) },
    'S-shaped: largest error of the total': { unit: 'share', aim: atMost(1e-9) },
    'S-shaped: problems where SLSQP loses more than 0.1 %': { unit: 'problems', aim: null },
    'S-shaped: largest loss of SLSQP': { unit: 'share', aim: null },
    'S-shaped: problems where the greedy walk loses more than 0.1 %': { unit: 'problems', aim: null },
    'S-shaped: largest loss of the greedy walk': { unit: 'share', aim: null },
    'S-shaped: largest share of the budget that the greedy walk leaves': { unit: 'share', aim: null },
    'S-shaped: time per problem, median': { unit: 'ms', aim: null },
    'S-shaped: time per problem, 99 %': { unit: 'ms', aim: null },
    'S-shaped: time per problem, SLSQP, mean': { unit: 'ms', aim: null },
    'S-shaped: time per problem, greedy walk, mean': { unit: 'ms', aim: null },
    'concave: largest spread of marginal returns': { unit: 'share', aim: atMost(1e-6) },
    'concave: largest error of the total': { unit: 'share', aim: atMost(1e-9) },
    'concave: largest certified gap': { unit: 'share', aim: null },
    ...Object.fromEntries(
      Object.keys(LARGE_CASES).map((name) => [`4,000 draws × 5 channels, ${name}`, { unit: 's', aim: QUICK }]),
    ),
    '4,000 draws × 5 channels, worst 5 % of concave curves': { unit: 's', aim: null },
    '4,000 draws × 5 channels, whole recommendation with tests': { unit: 's', aim: null },
    '50 S-shaped channels, 200 draws': { unit: 's', aim: null },
    'resident memory, peak': { unit: 'MB', aim: null },
    'resident memory, peak, SLSQP': { unit: 'MB', aim: null },
  },
  async run({ short, seed, folder, log, note, cut }) {
    const count = short ? 60 : 1_000;
    const small = short ? 10 : 100;
    const rounds = short ? 1 : 5;
    if (short) cut('60 problems instead of 1,000, 10 against brute force instead of 100, one round instead of five');
    note(
      'a plan is worse when its value is smaller by more than 1e-12 of it; values are computed apart from the optimiser',
    );
    note('brute force: 3 channels and 200 steps each, and 4 channels and 50');
    note('SLSQP of SciPy 1.15.3, exact gradients, ftol 1e-9, the better of two starts: today and equal budgets');
    note("the greedy walk: Meridian's, written from its description, with its step for a tolerance of 1e-4");
    note(
      '3 to 8 channels, Hill slopes 1.2 to 4, budgets 1e5 to 1e8; half of the problems within ±30 to 100 % of today',
    );
    const random = seededRandom(seed);
    const problems = Array.from({ length: count }, () => randomProblem(random, S_SHAPED));
    const slsqp = bySlsqp(problems, folder);
    log(`SLSQP: ${slsqp.seconds.toFixed(1)} s for ${count} problems`);
    const sShaped = compared(problems, slsqp);
    log('S-shaped problems compared');
    const concave = Array.from({ length: count }, () => randomProblem(random, CONCAVE)).map(
      (one) => optimised(one).optimum,
    );
    const certificates = concave.map(({ certificate }) => certificate);
    const forced = [CONCAVE, S_SHAPED].map((slopes) => {
      const drawn = Array.from({ length: small }, (_, index) => randomProblem(random, slopes, 3 + (index % 2)));
      return drawn.filter(
        (one) => bruteForce(one, one.scale.length === 3 ? 200 : 50) > optimised(one).value * (1 + EQUAL),
      ).length;
    });
    log('brute force compared');
    return [
      one('brute force, concave: problems where it is better', forced[0] ?? Number.NaN, small),
      one('brute force, S-shaped: problems where it is better', forced[1] ?? Number.NaN, small),
      ...sShaped,
      one('concave: largest spread of marginal returns', largest(certificates.map((one) => one.marginalSpread)), count),
      one('concave: largest error of the total', largest(certificates.map((one) => one.totalError)), count),
      one(
        'concave: largest certified gap',
        largest(certificates.map((one) => one.gap ?? Number.POSITIVE_INFINITY)),
        count,
      ),
      ...largeTimes(seed, rounds, log),
      one('resident memory, peak', process.resourceUsage().maxRSS / 1_024, 1),
      one('resident memory, peak, SLSQP', slsqp.megabytes, 1),
    ];
  },
};

interface SlsqpAnswer {
  readonly version: string;
  readonly seconds: number;
  readonly megabytes: number;
  /** Null where neither start ended at a plan that spends the total. */
  readonly plans: readonly (readonly number[] | null)[];
}

function bySlsqp(problems: readonly HillProblem[], folder: string): SlsqpAnswer {
  const [question, answer] = [join(folder, 'problems.json'), join(folder, 'plans.json')];
  writeFileSync(question, JSON.stringify(problems));
  execFileSync(pythonWith(PACKAGES), [peerScript('slsqp.py'), question, answer], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return JSON.parse(readFileSync(answer, 'utf8'));
}

function optimised(problem: HillProblem): { optimum: Optimum; value: number; ms: number } {
  const limits = problem.low.map((min, channel) => ({ min, max: problem.high[channel] ?? 0 }));
  const start = performance.now();
  const optimum = optimise({ curves: curvesOf(problem), today: problem.today, limits, goal: { kind: 'budget' } });
  return { optimum, value: outcomeOf(problem, optimum.budgets), ms: performance.now() - start };
}

function compared(problems: readonly HillProblem[], slsqp: SlsqpAnswer): Measurement[] {
  const count = problems.length;
  const ours = problems.map(optimised);
  const start = performance.now();
  const walks = problems.map(greedyWalk);
  const walkMs = (performance.now() - start) / count;
  const valuesOf = (plans: readonly (readonly number[] | null)[]) =>
    problems.map((problem, index) => {
      const plan = plans[index] ?? null;
      return plan === null ? Number.NEGATIVE_INFINITY : outcomeOf(problem, plan);
    });
  const values = {
    slsqp: valuesOf(slsqp.plans),
    walk: valuesOf(walks),
    today: valuesOf(problems.map(({ today }) => today)),
  };
  const better = (theirs: readonly number[]) =>
    ours.filter(({ value }, index) => (theirs[index] ?? 0) > value * (1 + EQUAL)).length;
  const losses = (theirs: readonly number[]) =>
    ours.flatMap(({ value }, index) => (Number.isFinite(theirs[index]) ? [1 - (theirs[index] ?? 0) / value] : []));
  const large = (theirs: readonly number[]) => losses(theirs).filter((loss) => loss > 1e-3).length;
  const left = walks.map((plan, index) => 1 - plan.reduce((sum, one) => sum + one, 0) / (problems[index]?.total ?? 1));
  const times = ours.map(({ ms }) => ms);
  const certificates = ours.map(({ optimum }) => optimum.certificate);
  const all: [name: string, value: number][] = [
    ['problems where SLSQP is better', better(values.slsqp)],
    ['problems where the greedy walk is better', better(values.walk)],
    ["problems where today's plan is better", better(values.today)],
    ['largest certified gap', largest(certificates.map(({ gap }) => gap ?? Number.POSITIVE_INFINITY))],
    ['largest error of the total', largest(certificates.map(({ totalError }) => totalError))],
    ['problems where SLSQP loses more than 0.1 %', large(values.slsqp)],
    ['largest loss of SLSQP', largest(losses(values.slsqp))],
    ['problems where the greedy walk loses more than 0.1 %', large(values.walk)],
    ['largest loss of the greedy walk', largest(losses(values.walk))],
    ['largest share of the budget that the greedy walk leaves', largest(left)],
    ['time per problem, median', quantile(times, 0.5)],
    ['time per problem, 99 %', quantile(times, 0.99)],
    ['time per problem, SLSQP, mean', (slsqp.seconds / count) * 1_000],
    ['time per problem, greedy walk, mean', walkMs],
  ];
  return all.map(([name, value]) => one(`S-shaped: ${name}`, value, count));
}

function largeTimes(seed: number, rounds: number, log: (message: string) => void): Measurement[] {
  const random = seededRandom(seed + 1);
  const today = Array.from({ length: LARGE.channels }, () => 20 + 150 * random());
  const timed = (name: string, work: () => unknown): Measurement => {
    const seconds = Array.from({ length: rounds }, () => {
      const start = performance.now();
      work();
      return (performance.now() - start) / 1_000;
    });
    log(`${name}: ${seconds.map((one) => one.toFixed(3)).join(', ')} s`);
    return { name, ...overRounds(seconds) };
  };
  const goal = { kind: 'budget' } as const;
  const concave = randomCurves({ ...LARGE, slopes: CONCAVE }, random);
  const wide = randomCurves({ channels: 50, draws: 200, slopes: S_SHAPED }, random);
  const market = { noise: 10, windows: 4, isMoney: true };
  return [
    ...Object.entries(LARGE_CASES).map(([name, how]) => {
      const curves = randomCurves({ ...LARGE, ...how }, random);
      return timed(`4,000 draws × 5 channels, ${name}`, () => optimise({ curves, today, goal }));
    }),
    timed('4,000 draws × 5 channels, worst 5 % of concave curves', () =>
      optimise({ curves: concave, today, goal, measure: { kind: 'cvar', share: 0.05 } }),
    ),
    timed('4,000 draws × 5 channels, whole recommendation with tests', () =>
      recommend({ curves: concave, today, goal, isMoney: true, observed: today.map(() => null), tests: market }),
    ),
    timed('50 S-shaped channels, 200 draws', () =>
      optimise({ curves: wide, today: wide.channels.map(() => 60), goal }),
    ),
  ];
}

const one = (name: string, value: number, n: number): Measurement => ({ name, value, n });
const largest = (values: readonly number[]) =>
  values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);

export default benchmark;
