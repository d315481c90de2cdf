import type { HeadReading } from '../injection/detector.js';
import { fitCalibration } from '../linear/calibration.js';
import { FeatureBuffer } from '../linear/features.js';
import {
  type Example,
  type LogisticModel,
  type LogisticOptions,
  logOdds,
  trainLogistic,
} from '../linear/train-logistic.js';
import { addToxicityFeatures } from '../toxicity/features.js';
import type { LabelledText } from './corpora.js';
import { emphasisOf } from './emphasis.js';
import { foldOf } from './folds.js';
import { insults, plainSpeech } from './generated/insults.js';
import { randomFrom } from './random.js';
import { averaged, balance } from './train-injection.js';

const options: LogisticOptions = { epochs: 6, alpha: 0.3, lambda1: 0.02, lambda2: 0.5 };
const AVERAGED = 3;
const FOLDS = 5;
const GENERATED_WEIGHT = 0.3;

export interface ToxicText extends LabelledText {
  readonly group: string;
  readonly weight: number;
}

/** German tweets, and generated English sentences: a set of English ones that may be shipped is not at hand. */
export function toxicTexts(tweets: readonly LabelledText[], seed: number): ToxicText[] {
  const random = randomFrom(seed);
  return [
    ...tweets.map((tweet, index) => ({ ...tweet, group: `germeval2018 ${index}`, weight: 1 })),
    ...insults(random).map((one) => ({ ...one, label: 1 as const, weight: GENERATED_WEIGHT })),
    ...plainSpeech(random).map((one) => ({ ...one, label: 0 as const, weight: GENERATED_WEIGHT })),
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

export interface TrainedToxicity {
  readonly model: LogisticModel;
  readonly reading: HeadReading;
  readonly unseen: readonly { readonly text: ToxicText; readonly fold: number; readonly score: number }[];
}

/** Learns from all texts; curve and threshold come from five-fold scores: the threshold with the best macro F1. */
export function trainToxicity(
  tweets: readonly LabelledText[],
  seed: number,
  log: (message: string) => void,
): TrainedToxicity {
  const texts = toxicTexts(tweets, seed);
  const unseen = Array.from({ length: FOLDS }, (_, fold) => {
    const model = trainToxicityModel(
      texts.filter(({ group }) => foldOf(group, FOLDS) !== fold),
      seed,
    );
    log(`toxicity: fold ${fold + 1} of ${FOLDS}`);
    return texts
      .filter(({ group }) => foldOf(group, FOLDS) === fold)
      .map((text) => ({ text, fold, score: logOdds(model, toxicityFeatures(text.text)) }));
  }).flat();
  const tweetScores = unseen.filter(({ text }) => text.group.startsWith('germeval2018'));
  const scored = tweetScores.map(({ text, score }) => ({ score, label: text.label, weight: 1 }));
  return {
    model: trainToxicityModel(texts, seed),
    reading: { ...fitCalibration(scored), threshold: bestThreshold(scored) },
    unseen,
  };
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
