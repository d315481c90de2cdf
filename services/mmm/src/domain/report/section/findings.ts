import type { ReviewCheck } from '../../run-summary.js';
import type { Say } from '../text/texts.js';
import { isTextKey } from '../text/texts.js';

/** What a check is called, means and asks for. */
export interface Finding {
  readonly title: string;
  readonly meaning: string;
  readonly remedy: string;
}

const textOf = (say: Say, key: string, otherwise: string): string => (isTextKey(key) ? say(key) : otherwise);

/** The words for a check; one that the catalogue does not know keeps its own name, so that nothing is hidden. */
export const findingOf = (say: Say, { check, subject }: Pick<ReviewCheck, 'check' | 'subject'>): Finding => {
  const name = textOf(say, `check.${check}`, check);
  return {
    title:
      subject === undefined
        ? name
        : say('checks.about', { check: name, subject: textOf(say, `subject.${subject}`, subject) }),
    meaning: textOf(say, `check.${check}.meaning`, say('finding.unknown')),
    remedy: textOf(say, `check.${check}.remedy`, say('finding.unknown')),
  };
};

/** The words for a warning about the data. */
export const warningOf = (say: Say, code: string): Omit<Finding, 'meaning'> => ({
  title: textOf(say, `warning.${code}`, code),
  remedy: textOf(say, `warning.${code}.remedy`, say('finding.unknown')),
});
