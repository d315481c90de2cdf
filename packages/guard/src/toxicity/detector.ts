import type { HeadReading, Sighting } from '../injection/detector.js';
import { calibrated } from '../linear/calibration.js';
import { FeatureBuffer } from '../linear/features.js';
import type { QuantisedModel } from '../linear/quantised-model.js';
import { sentencePieces } from '../linear/sentences.js';
import { addToxicityFeatures } from './features.js';

/** A comment is scored as a whole up to so many units, as it was learnt. */
const WHOLE_UNITS = 320;
/** A longer text is scored in windows: one insult must not disappear in a polite page. */
const WINDOW_UNITS = 160;

/** Insults, hatred and profanity. Right in about three of four: it asks a person to look, it does not decide. */
export function createToxicityDetector(model: QuantisedModel, reading: HeadReading) {
  const buffer = new FeatureBuffer();
  return function detectToxicity(text: string): Sighting[] {
    const pieces = sentencePieces(text);
    const width = (pieces.at(-1)?.end ?? 0) - (pieces[0]?.start ?? 0) <= WHOLE_UNITS ? WHOLE_UNITS : WINDOW_UNITS;
    const found: Sighting[] = [];
    for (let first = 0; first < pieces.length; ) {
      const start = pieces[first]?.start ?? 0;
      let last = first;
      while ((pieces[last + 1]?.end ?? Number.POSITIVE_INFINITY) - start <= width) last++;
      buffer.clear();
      addToxicityFeatures(buffer, text, pieces.slice(first, last + 1));
      const logOdds = model.logOdds(model.sum(buffer.buckets, 0, buffer.length), buffer.length);
      if (logOdds >= reading.threshold) {
        const score = calibrated(reading, logOdds);
        found.push({ rule: 'toxicity.offence', start, end: pieces[last]?.end ?? start, score });
      }
      first = last + 1;
    }
    return found;
  };
}
