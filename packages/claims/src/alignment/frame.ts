import { folded, isNegation, type Token } from '@stellwerk/text';
import type { Edit } from './edits.js';

const REPORTING = new Set(
  folded(
    `quelle quellen text texte dokument laut zufolge gemäß heißt steht stehen sagt sagen schreibt schreiben berichtet bericht
    artikel abschnitt passage absatz angaben angegeben angibt erwähnt beschrieben beschreibt belegt entnehmen lesen liest
    information informationen unterlage unterlagen vorlage bekannt fest tatsache fakt hinweis nachzulesen geht hervor
    zusammengefasst festgehalten festzuhalten kurz ergibt besagt erfahren auszug material zitat
    source sources text texts document according states stated says said writes reads reported report reports article
    passage paragraph section describes described mentions mentioned indicates indicated notes noted known fact context
    reference material provided given shows summary summarize excerpt quote learn told record records information`,
  ).split(/\s+/),
);
const MAX_FRAME = 12;

/**
 * Whether an edit only says where a claim comes from: "Laut Quelle gilt:", "…, according to the text". It holds no number,
 * date or negation, and either a word for reporting or a colon parts it from the claim.
 */
export function isFrame({ claimed, edge, stated }: Edit, next: Token | undefined): boolean {
  if (claimed.length === 0 || claimed.length > MAX_FRAME) return false;
  if (claimed.some((token) => token.kind !== 'word' || isNegation(token.folded))) return false;
  const reports = claimed.some(({ folded: word }) => REPORTING.has(word));
  const hasColon = /^["'„“»]?:/.test(next?.before ?? '');
  // Within a sentence only what is added is a frame, unless a colon parts it.
  return edge ? reports || (edge === 'head' && hasColon) : reports && (hasColon || stated.length === 0);
}
