import { fitCalibration, lowestThreshold } from '../linear/calibration.js';
import { FeatureBuffer } from '../linear/features.js';
import {
  type Example,
  type LogisticModel,
  type LogisticOptions,
  logOdds,
  trainLogistic,
} from '../linear/train-logistic.js';
import type { ToxicityReading } from '../toxicity/detector.js';
import { addToxicityFeatures } from '../toxicity/features.js';
import { partsOf } from '../toxicity/parts.js';
import type { Corpora, LabelledText } from './corpora.js';
import { emphasisOf } from './emphasis.js';
import { foldOf } from './folds.js';
import { insults, plainSpeech } from './generated/insults.js';
import { pick, randomFrom } from './random.js';
import { averaged, balance } from './train-injection.js';

const options: LogisticOptions = { epochs: 6, alpha: 0.3, lambda1: 0.02, lambda2: 0.5 };
const AVERAGED = 3;
const FOLDS = 5;
const GENERATED_WEIGHT = 0.3;
/** Flags that pages of plain sentences may raise. */
const PAGE_FLAGS = 0.02;
/** Pages that are put together of the plain sentences of a fold, and sentences of one. */
const PAGES = 100;
const PAGE_SENTENCES = 12;

export interface ToxicText extends LabelledText {
  /** `tweet`: German, labelled by people. `plain` and `insult`: generated, German and English. */
  readonly kind: 'tweet' | 'plain' | 'insult';
  readonly group: string;
  readonly weight: number;
}

/**
 * German tweets, and generated sentences of both languages: a set of English insults that may be shipped is not at hand, and
 * a model of tweets alone knows no German but that of political quarrels, so that a plain question can look like one.
 */
export function toxicTexts(tweets: readonly LabelledText[], seed: number): ToxicText[] {
  const random = randomFrom(seed);
  return [
    ...tweets.map((tweet, index) => ({
      ...tweet,
      kind: 'tweet' as const,
      group: `germeval2018 ${index}`,
      weight: 1,
    })),
    ...insults(random).map((one) => ({ ...one, kind: 'insult' as const, label: 1 as const, weight: GENERATED_WEIGHT })),
    ...plainSpeech(random).map((one) => ({
      ...one,
      kind: 'plain' as const,
      label: 0 as const,
      weight: GENERATED_WEIGHT,
    })),
  ];
}

export function trainToxicityModel(texts: readonly ToxicText[], seed: number): LogisticModel {
  const examples = balance(texts.map((one): Example => ({ ...one, features: toxicityFeatures(one.text) })));
  const emphasis = emphasisOf(examples);
  return averaged(
    Array.from({ length: AVERAGED }, (_, round) =>
      trainLogistic(examples, randomFrom(seed + round), options, emphasis),
    ),
  );
}

/** A text with the score that a model gave it which did not see its group. */
export interface UnseenToxicity {
  readonly kind: ToxicText['kind'] | 'page';
  readonly label: 0 | 1;
  readonly fold: number;
  readonly score: number;
}

export interface TrainedToxicity {
  readonly model: LogisticModel;
  readonly reading: ToxicityReading;
  readonly unseen: readonly UnseenToxicity[];
}

/** Learns from all texts; curve and thresholds come from five-fold scores of the same texts, see {@link toxicityReading}. */
export function trainToxicity(
  { germeval2018, mails }: Pick<Corpora, 'germeval2018' | 'mails'>,
  seed: number,
  log: (message: string) => void,
): TrainedToxicity {
  const texts = toxicTexts(germeval2018, seed);
  const unseen = Array.from({ length: FOLDS }, (_, fold): UnseenToxicity[] => {
    const inFold = ({ group }: ToxicText) => foldOf(group, FOLDS) === fold;
    const model = trainToxicityModel(
      texts.filter((text) => !inFold(text)),
      seed,
    );
    log(`toxicity: fold ${fold + 1} of ${FOLDS}`);
    const own = texts.filter(inFold);
    // Mails are learnt from by no fold; each is judged by one.
    const pages = [...plainPages(own, seed + fold), ...mails.filter((_mail, index) => index % FOLDS === fold)];
    return [
      ...own.map(({ kind, label, text }) => ({ kind, label, fold, score: logOdds(model, toxicityFeatures(text)) })),
      ...pages.map((text) => ({ kind: 'page' as const, label: 0 as const, fold, score: highestOfPage(model, text) })),
    ];
  }).flat();
  return { model: trainToxicityModel(texts, seed), reading: toxicityReading(unseen), unseen };
}

/**
 * How scores are read. The curve is fitted to the tweets, and the threshold has their best macro F1; that of longer texts is
 * the lowest at which pages without an insult keep quiet.
 */
export function toxicityReading(unseen: readonly UnseenToxicity[]): ToxicityReading {
  const tweets = unseen.filter(({ kind }) => kind === 'tweet').map(({ score, label }) => ({ score, label, weight: 1 }));
  const pages = unseen.filter(({ kind }) => kind === 'page').map(({ score }) => score);
  const threshold = bestThreshold(tweets);
  const quiet = lowestThreshold([{ scores: pages, share: PAGE_FLAGS }]);
  return { ...fitCalibration(tweets), threshold, pageThreshold: Math.max(threshold, quiet) };
}

/** Pages of plain sentences of one fold, in the order a seed gives. */
function plainPages(texts: readonly ToxicText[], seed: number): string[] {
  const random = randomFrom(seed);
  const plain = texts.filter(({ kind }) => kind === 'plain').map(({ text }) => text);
  if (plain.length === 0) return [];
  return Array.from({ length: PAGES }, () =>
    Array.from({ length: PAGE_SENTENCES }, () => pick(random, plain)).join('\n'),
  );
}

function highestOfPage(model: LogisticModel, text: string): number {
  const buffer = new FeatureBuffer();
  return partsOf(text).parts.reduce((highest, pieces) => {
    buffer.clear();
    addToxicityFeatures(buffer, text, pieces);
    return Math.max(highest, logOdds(model, buffer.slice()));
  }, Number.NEGATIVE_INFINITY);
}

/** Macro F1 of two classes when scores from the threshold on are called 1. */
export function macroF1(
  scored: readonly { readonly score: number; readonly label: 0 | 1 }[],
  threshold: number,
): number {
  let [truePositive, falsePositive, falseNegative, trueNegative] = [0, 0, 0, 0];
  for (const { score, label } of scored) {
    if (score >= threshold) label === 1 ? truePositive++ : falsePositive++;
    else label === 1 ? falseNegative++ : trueNegative++;
  }
  const errors = falsePositive + falseNegative;
  return truePositive / (2 * truePositive + errors) + trueNegative / (2 * trueNegative + errors);
}

/** The threshold with the highest macro F1, tried in steps of 0.05 log odds. */
export function bestThreshold(scored: readonly { readonly score: number; readonly label: 0 | 1 }[]): number {
  let [best, highest] = [0, -1];
  for (let step = -40; step <= 40; step++) {
    const value = macroF1(scored, step / 20);
    if (value > highest) [best, highest] = [step / 20, value];
  }
  return best;
}

export function toxicityFeatures(text: string): Uint32Array {
  const buffer = new FeatureBuffer();
  addToxicityFeatures(buffer, text);
  return buffer.slice();
}
