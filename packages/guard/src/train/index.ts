export { QuantisedModel } from '../linear/quantised-model.js';
export { sentencePieces } from '../linear/sentences.js';
export { type LogisticModel, logOdds } from '../linear/train-logistic.js';
export { type Corpora, type LabelledText, readCorpora } from './corpora.js';
export { crossFit, FOLDS, readingsOf, type UnseenScore } from './cross-fit.js';
export { foldOf } from './folds.js';
export { type TrainedInjection, trainInjection } from './injection.js';
export { pick, type Random, randomFrom, shuffled } from './random.js';
export { injectionSamples, type Sample, type Sources, senderOf } from './samples.js';
export { highestLogOdds, type ReadSample, readSample, trainHead } from './train-injection.js';
export { type EmbeddedSample, sentenceSamples, trainSentenceHead } from './train-sentence-head.js';
export {
  bestThreshold,
  macroF1,
  type ToxicText,
  toxicityFeatures,
  toxicTexts,
  trainToxicity,
  trainToxicityModel,
} from './train-toxicity.js';
