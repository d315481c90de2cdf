import type { HeadReading, InjectionModels } from '../injection/detector.js';
import { fitCalibration, lowestThreshold, type ScoredText } from '../linear/calibration.js';
import type { LogisticModel } from '../linear/train-logistic.js';
import { foldOf } from './folds.js';
import type { Head } from './samples.js';
import { highestLogOdds, type ReadSample, trainHead } from './train-injection.js';

export const FOLDS = 5;

/** A sample with the score of a model that did not see its group; minus infinity where it has nothing to look at. */
export interface UnseenScore {
  readonly read: ReadSample;
  readonly fold: number;
  readonly score: number;
}

/** Scores every sample by the model of the other folds. Generated texts of one template share a fold. */
export function crossFit(
  samples: readonly ReadSample[],
  head: Head,
  seed: number,
  log: (message: string) => void = () => {},
  folds = FOLDS,
): { readonly scores: UnseenScore[]; readonly models: LogisticModel[] } {
  const models: LogisticModel[] = [];
  const scores = Array.from({ length: folds }, (_, fold) => {
    const inFold = (read: ReadSample) => foldOf(read.sample.group, folds) === fold;
    const model = trainHead(
      samples.filter((read) => !inFold(read)),
      head,
      seed,
    );
    models.push(model);
    log(`${head}: fold ${fold + 1} of ${folds}`);
    return samples
      .filter(inFold)
      .filter(({ sample }) => sample[head] !== null || sample.source === 'bipia')
      .map((read) => ({ read, fold, score: highestLogOdds(model, read, head) }));
  }).flat();
  return { scores, models };
}

/** Sources whose false alarms bound a threshold, with the share that is allowed. */
export type AlarmLimits = Readonly<Record<string, number>>;

/**
 * Reads the scores of a head for one provenance: the curve is fitted, and the threshold chosen, on the development texts
 * that such a provenance sees, each scored by a model that did not see it. Every source counts alike.
 */
export function readingOf(
  scores: readonly UnseenScore[],
  head: Head,
  positives: readonly string[],
  limits: AlarmLimits,
): HeadReading {
  const ofSource = (source: string, label: 0 | 1) =>
    scores
      .filter(({ read: { sample } }) => sample.source === source && sample[head] === label)
      .map(({ score }) => score);
  const weighted = (sources: readonly string[], label: 0 | 1): ScoredText[] =>
    sources.flatMap((source) => {
      const own = ofSource(source, label).filter(Number.isFinite);
      return own.map((score) => ({ score, label, weight: 200 / sources.length / own.length }));
    });
  const calibration = fitCalibration([...weighted(positives, 1), ...weighted(Object.keys(limits), 0)]);
  const threshold = lowestThreshold(
    Object.entries(limits).map(([source, share]) => ({ scores: ofSource(source, 0), share })),
  );
  return { ...calibration, threshold };
}

/**
 * False alarms allowed in the development sets, by provenance; the evaluation sets have no say. Generated prose holds whole
 * templates that are made to look like orders, so it is allowed more.
 */
export const alarmLimits = {
  user: {
    deepset: 0.023,
    'tasks en': 0.02,
    'tasks de': 0.02,
    'questions en': 0.01,
    'questions de': 0.01,
    germeval2018: 0.01,
  },
  document: { mails: 0.025, 'prose en': 0.04, 'prose de': 0.02, 'statements en': 0.002, germeval2018: 0.005 },
} as const;

/** Attacks that the curve of a provenance is fitted to. */
export const attackSources = {
  user: ['deepset', 'jailbreaks', 'attacks en', 'attacks de'],
  document: ['bipia', 'orders', 'attacks en', 'attacks de', 'tasks en', 'tasks de'],
} as const;

/** How the scores of both heads are read, by provenance. */
export function readingsOf(
  override: readonly UnseenScore[],
  instruction: readonly UnseenScore[],
): InjectionModels['readings'] {
  const sources = new Set([...override, ...instruction].map(({ read: { sample } }) => sample.source));
  const known = (names: readonly string[]) => names.filter((name) => sources.has(name));
  const within = (limits: AlarmLimits) =>
    Object.fromEntries(Object.entries(limits).filter(([name]) => sources.has(name)));
  const user = readingOf(override, 'override', known(attackSources.user), within(alarmLimits.user));
  const planted = readingOf(override, 'override', ['attacks en', 'attacks de'], within(alarmLimits.document));
  const order = readingOf(instruction, 'instruction', known(attackSources.document), within(alarmLimits.document));
  return {
    system: {},
    user: { override: user },
    document: { override: planted, instruction: order },
    tool: { override: planted, instruction: order },
    output: { override: planted },
  };
}
