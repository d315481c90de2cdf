import type { SentenceHead } from '../deep/sentence-head.js';
import type { InjectionModels } from '../injection/detector.js';
import { QuantisedModel } from '../linear/quantised-model.js';
import type { ToxicityReading } from '../toxicity/detector.js';
import { injectionInstruction } from './injection-instruction.js';
import { injectionOverride } from './injection-override.js';
import { injectionReadings } from './injection-readings.js';
import { sentenceHeadReading, sentenceHeadWeights } from './sentence-head.js';
import { toxicityReading } from './toxicity-reading.js';
import { toxicityWeights } from './toxicity-weights.js';

const decoded = (base64: string) => QuantisedModel.fromBytes(Buffer.from(base64, 'base64'));

let injection: InjectionModels | undefined;
let sentences: SentenceHead | undefined;
let toxicity: { readonly model: QuantisedModel; readonly reading: ToxicityReading } | undefined;

/** The shipped models of injections (MODEL_CARD.md); decoded once. */
export function shippedInjectionModels(): InjectionModels {
  injection ??= {
    override: decoded(injectionOverride),
    instruction: decoded(injectionInstruction),
    readings: injectionReadings,
  };
  return injection;
}

/** The shipped head of the deep tier, on vectors of sentences. */
export function shippedSentenceHead(): SentenceHead {
  const bytes = Uint8Array.from(Buffer.from(sentenceHeadWeights, 'base64'));
  sentences ??= { ...sentenceHeadReading, weights: new Float32Array(bytes.buffer) };
  return sentences;
}

/** The shipped model of toxicity and how its scores are read. */
export function shippedToxicity(): { readonly model: QuantisedModel; readonly reading: ToxicityReading } {
  toxicity ??= { model: decoded(toxicityWeights), reading: toxicityReading };
  return toxicity;
}
