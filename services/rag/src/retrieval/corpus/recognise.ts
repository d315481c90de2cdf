/** A question about the documents themselves and not about what they say. */
export interface CorpusQuestion {
  /** `list`: which documents there are; `count`: how many. */
  readonly kind: 'list' | 'count';
  /** What they should be about; absent = anything. */
  readonly topic?: string;
}

const DOCUMENTS_DE = '(?:dokumente?n?|unterlagen|quellen|texte|dateien|artikel|seiten|faqs?|richtlinien)';
const DOCUMENTS_EN = '(?:documents?|docs|sources|files|articles|pages|faqs?|policies)';
const THERE_DE =
  '(?:hast du|habt ihr|haben sie|hat ihr|gibt es|gibt’s|gibts|liegen (?:dir |euch |ihnen )?vor|kennst du|kennt ihr|kennen sie|sind (?:vorhanden|verfügbar|hinterlegt)|existieren)';
const THERE_EN = '(?:do you (?:have|know)|have you got|are there|exist|are available|can you search)';
const ABOUT_DE = '(?:zu(?:m|r)?(?: thema)?|über|betreffend|rund um)';
const ABOUT_EN = '(?:on|about|regarding|covering|concerning)(?: the (?:topic|subject)(?: of)?)?';

/** The first group of each that matches is the topic. */
const PATTERNS: readonly (readonly [CorpusQuestion['kind'], RegExp])[] = (
  [
    ['list', `welche ${DOCUMENTS_DE} ${THERE_DE}(?: (?:denn|eigentlich|alles))?(?: ${ABOUT_DE} (.+?))?`],
    ['list', `welche ${DOCUMENTS_DE} ${ABOUT_DE} (.+?) ${THERE_DE}`],
    [
      'list',
      `(?:liste|zeige?|nenne?)(?: mir| uns)? (?:alle|die|eure|deine) ${DOCUMENTS_DE}(?: ${ABOUT_DE} (.+?))?(?: auf)?`,
    ],
    ['count', `wie ?viele ${DOCUMENTS_DE} ${THERE_DE}(?: ${ABOUT_DE} (.+?))?`],
    ['count', `wie ?viele ${DOCUMENTS_DE} ${ABOUT_DE} (.+?) ${THERE_DE}`],
    ['list', `(?:which|what) ${DOCUMENTS_EN} ${THERE_EN}(?: ${ABOUT_EN} (.+?))?`],
    ['list', `(?:which|what) ${DOCUMENTS_EN} ${ABOUT_EN} (.+?) ${THERE_EN}`],
    [
      'list',
      `(?:list|show)(?: me| us)? (?:all|the|your|all the|all your) ${DOCUMENTS_EN}(?: (?:you have ?))?(?: ?${ABOUT_EN} (.+?))?`,
    ],
    ['count', `how many ${DOCUMENTS_EN} ${THERE_EN}(?: ${ABOUT_EN} (.+?))?`],
    ['count', `how many ${DOCUMENTS_EN} ${ABOUT_EN} (.+?) ${THERE_EN}`],
  ] as const
).map(([kind, pattern]) => [kind, new RegExp(`^${pattern}[ ?.!]*$`, 'iu')]);

/** Longer questions ask for more than a list. */
const LONGEST = 200;

/** What a question asks about the corpus itself, in German or English; undefined where it asks about its content. */
export function recogniseCorpusQuestion(question: string): CorpusQuestion | undefined {
  const text = question.trim().replace(/\s+/g, ' ');
  if (text.length > LONGEST) return undefined;
  for (const [kind, pattern] of PATTERNS) {
    const match = pattern.exec(text);
    if (match) return { kind, ...(match[1] !== undefined && { topic: match[1].replace(/^["„“]|["“”]$/gu, '') }) };
  }
  return undefined;
}
