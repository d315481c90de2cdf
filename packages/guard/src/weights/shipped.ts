import type { HeadReading, InjectionModels } from '../injection/detector.js';
import { QuantisedModel } from '../linear/quantised-model.js';
import { injectionInstruction } from './injection-instruction.js';
import { injectionOverride } from './injection-override.js';
import { injectionReadings } from './injection-readings.js';
import { toxicityReading } from './toxicity-reading.js';
import { toxicityWeights } from './toxicity-weights.js';

const decoded = (base64: string) => QuantisedModel.fromBytes(Buffer.from(base64, 'base64'));

let injection: InjectionModels | undefined;
let toxicity: { readonly model: QuantisedModel; readonly reading: HeadReading } | undefined;

/** The shipped models of injections (MODEL_CARD.md); decoded once. */
export function shippedInjectionModels(): InjectionModels {
  injection ??= {
    override: decoded(injectionOverride),
    instruction: decoded(injectionInstruction),
    readings: injectionReadings,
  };
  return injection;
}

/** The shipped model of toxicity and how its scores are read. */
export function shippedToxicity(): { readonly model: QuantisedModel; readonly reading: HeadReading } {
  toxicity ??= { model: decoded(toxicityWeights), reading: toxicityReading };
  return toxicity;
}
