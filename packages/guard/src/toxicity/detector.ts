import type { HeadReading, Sighting } from '../injection/detector.js';
import { calibrated } from '../linear/calibration.js';
import { FeatureBuffer } from '../linear/features.js';
import type { QuantisedModel } from '../linear/quantised-model.js';
import { addToxicityFeatures } from './features.js';
import { partsOf } from './parts.js';

/** How scores of toxicity are read. */
export interface ToxicityReading extends HeadReading {
  /** Log odds from which a window of a text longer than a comment is a finding. */
  readonly pageThreshold: number;
}

/** Insults, hatred and profanity. Right in about three of four: it asks a person to look, it does not decide. */
export function createToxicityDetector(model: QuantisedModel, reading: ToxicityReading) {
  const buffer = new FeatureBuffer();
  return function detectToxicity(text: string): Sighting[] {
    const { isPage, parts } = partsOf(text);
    const threshold = isPage ? reading.pageThreshold : reading.threshold;
    return parts.flatMap((pieces): Sighting[] => {
      buffer.clear();
      addToxicityFeatures(buffer, text, pieces);
      const logOdds = model.logOdds(model.sum(buffer.buckets, 0, buffer.length), buffer.length);
      if (logOdds < threshold) return [];
      const [start, end] = [pieces[0]?.start ?? 0, pieces.at(-1)?.end ?? 0];
      return [{ rule: 'toxicity.offence', start, end, score: calibrated(reading, logOdds) }];
    });
  };
}
