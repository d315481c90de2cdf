import { folded, type Token, tokenise } from '@stellwerk/text';

/** What a question asks for. `yes-no`: whether something holds; `other`: what no listed word tells. */
export const questionKinds = ['when', 'how-many', 'who', 'where', 'why', 'how', 'which', 'yes-no', 'other'] as const;
export type QuestionKind = (typeof questionKinds)[number];

/** Read over the folded question; the first that fits counts. */
const FORMS: readonly (readonly [QuestionKind, RegExp])[] = [
  [
    'how-many',
    /\b(?:wie ?viele?n?|wie (?:hoch|gross|lang|lange|weit|alt|schwer|teuer|oft|schnell|tief|breit)|how (?:many|much|long|far|old|high|tall|large|big|often|fast|deep|wide|heavy)|welche[rns]? (?:anzahl|menge|prozentsatz|anteil|hohe|summe|preis)|what (?:number|percentage|percent|amount|share|price)|was kostet|zu wie)\b/,
  ],
  [
    'when',
    /\b(?:wann|(?:in|seit|ab|bis|aus|zu) welche[mnrs]? (?:jahr\w*|monat|datum|tag|jahrhundert|zeit\w*)|welche[mnrs]? (?:jahr|monat|datum|jahrhundert)|when|(?:what|which) (?:year|month|day|date|century|decade|time))\b/,
  ],
  ['who', /\b(?:wer|wem|wen|wessen|who|whom|whose)\b/],
  [
    'where',
    /\b(?:wo|wohin|woher|where|(?:what|which) (?:city|country|state|place|continent|region)|(?:in )?welche[mnrs]? (?:stadt|land|staat|ort|region|kontinent))\b/,
  ],
  ['why', /\b(?:warum|wieso|weshalb|weswegen|why|for what reason|aus welche[mn] gr\w+)\b/],
  ['which', /\b(?:welche[mnrs]?|was fur|which|what|was|wofur|womit|wodurch|woraus|worauf|wozu|wogegen|woran)\b/],
  ['how', /\b(?:wie|how)\b/],
];
const MODAL =
  /^(?:ist|sind|war|waren|hat|haben|kann|konnen|darf|durfen|muss|mussen|soll|sollen|wird|werden|gibt|habt|bekomm\w*|is|are|was (?:the|an?|it|he|she|there|this|that|your|my|our|his|her|their)|were|do|does|did|has|have|can|could|may|must|should|will|would)\b/;

/** What a question asks for, by its form. */
export function kindOf(question: string): QuestionKind {
  const text = folded(question).replace(/\s+/g, ' ').trim();
  if (MODAL.test(text)) return 'yes-no';
  return FORMS.find(([, form]) => form.test(text))?.[0] ?? 'other';
}

const isNameLike = (token: Token, position: number) =>
  token.kind === 'word' && position > 0 && /^\p{Lu}/u.test(token.text) && !/[.!?]\s*$/.test(token.before);

/**
 * Whether a text holds the sort of thing that a question asks for and does not itself say, 0 or 1: a date for "when", a
 * number for "how many", a name for "who" and "where", a reason for "why".
 */
export function holdsKind(kind: QuestionKind, text: string, isSaid: (token: Token) => boolean): number {
  const tokens = tokenise(text);
  const has = (test: (token: Token, position: number) => boolean) =>
    Number(tokens.some((token, position) => test(token, position) && !isSaid(token)));
  if (kind === 'when')
    return has((token) => token.kind === 'date' || (token.kind === 'number' && token.unit === undefined));
  if (kind === 'how-many') return has((token) => token.kind === 'number');
  if (kind === 'who' || kind === 'where') return has(isNameLike);
  if (kind === 'why')
    return Number(
      /\b(?:weil|da|denn|um|damit|aufgrund|wegen|deshalb|daher|because|since|due|therefore|so that|in order)\b/i.test(
        text,
      ),
    );
  return 0;
}
