import { seededRandom } from '../random.js';
import { type Language, type TwinClass, twinClasses, twinForms } from './twin-lists.js';

/** Two questions that look alike and must never have one answer. */
export interface NearTwin {
  readonly kind: TwinClass;
  readonly language: Language;
  readonly first: string;
  readonly second: string;
}

export const TWINS_SEED = 20_261_126;
/** Of one class and language; fewer where the lists give no more. */
const MOST_PER_CLASS = 60;

/** Every pair of two fillings of one list in one frame, in seeded order and cut to the same number per class and language. */
export function nearTwins(seed = TWINS_SEED): NearTwin[] {
  const random = seededRandom(seed);
  return twinClasses.flatMap((kind) =>
    (['de', 'en'] as const).flatMap((language) => {
      const { frames, fillings } = twinForms[kind][language];
      const all = frames.flatMap((frame) =>
        fillings.flatMap((list) =>
          list.flatMap((one, index) =>
            list.slice(index + 1).map((other): NearTwin => {
              const [first, second] = random() < 0.5 ? [one, other] : [other, one];
              return { kind, language, first: filled(frame, first), second: filled(frame, second) };
            }),
          ),
        ),
      );
      return all
        .map((twin) => ({ twin, at: random() }))
        .sort((a, b) => a.at - b.at)
        .slice(0, MOST_PER_CLASS)
        .map(({ twin }) => twin);
    }),
  );
}

const filled = (frame: string, filling: string): string =>
  frame
    .replace('{}', filling)
    .replace(/\s+/g, ' ')
    .replace(/ ([?])/, '$1');
