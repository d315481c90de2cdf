import { StellwerkError } from '@stellwerk/contracts';
import type { TextCheck } from '@stellwerk/guard';
import { splitSentences } from '@stellwerk/text';
import type { TextRange } from '../../domain/document.js';
import type { StoredTexts } from '../../domain/ports.js';
import type { SearchHit } from '../../domain/search.js';
import { errors } from '../../errors.js';
import type { AdmissibleItem, AnswerGuard } from '../ports.js';
import { type Evidence, type EvidenceSection, placeOf } from './evidence.js';

export interface Gathered {
  /** In the order of the hits; no place twice. */
  readonly evidence: readonly Evidence[];
  readonly sections: readonly EvidenceSection[];
  /** Sections that the guard kept out. */
  readonly refused: number;
}

/**
 * Makes hits to sentences that may be quoted: slices the stored versions, compares them with the hits, and asks the guard
 * for each section. A hit that is a question brings the sentence after it; a document that was erased since the search
 * brings nothing.
 *
 * @throws RAG_CITATION_MISMATCH where a stored version is not what was indexed
 */
export async function gatherEvidence(
  hits: readonly SearchHit[],
  tenant: string,
  texts: StoredTexts,
  guard: AnswerGuard,
): Promise<Gathered> {
  const stored = await storedTextsOf(hits, tenant, texts);
  const placed = hits.flatMap((hit) => {
    const text = stored.get(versionKey(hit));
    if (text === undefined) return [];
    if (text.slice(hit.start, hit.end) !== hit.text) throw mismatch(hit);
    return [{ hit, text }];
  });
  const items = new Map<string, AdmissibleItem>();
  for (const { hit, text } of placed) {
    const { documentId: id, source, trust, section } = hit;
    const key = sectionKey(hit);
    if (!items.has(key))
      items.set(key, { id, key, provenance: 'document', source, trust, text: text.slice(section.start, section.end) });
  }
  // Ids of admitted items are those of sections here: one document may have several.
  const { items: admitted, refused } = guard.admit([...items.values()].map((item) => ({ ...item, id: item.key })));
  const verdicts = new Map(admitted.map((item) => [item.id, item]));
  const sections = new Map<string, EvidenceSection>();
  const evidence = new Map<string, Evidence>();
  for (const { hit, text } of placed) {
    const key = sectionKey(hit);
    const item = verdicts.get(key);
    if (!item) continue;
    const { start, end } = hit.section;
    const section = sections.get(key) ?? {
      hit,
      start,
      end,
      text: citableText(text.slice(start, end), item.check, guard.maxUnits),
      admitted: item.text,
    };
    sections.set(key, section);
    const place = answerPlace(hit, section);
    const one: Evidence = { ...place, text: text.slice(place.start, place.end), hit, section };
    if (section.text.slice(place.start - start, place.end - start) !== one.text) continue;
    if (!evidence.has(placeOf(one))) evidence.set(placeOf(one), one);
  }
  return { evidence: [...evidence.values()], sections: [...sections.values()], refused: refused.length };
}

const versionKey = ({ documentId, version }: SearchHit) => `${documentId}\u0000${version}`;
const sectionKey = (hit: SearchHit) => `${versionKey(hit)}\u0000${hit.section.start}-${hit.section.end}`;

async function storedTextsOf(hits: readonly SearchHit[], tenant: string, texts: StoredTexts) {
  const versions = new Map(hits.map((hit) => [versionKey(hit), hit]));
  const read = await Promise.all(
    [...versions].map(
      async ([key, { documentId, version }]) => [key, await texts.textOf(tenant, { documentId, version })] as const,
    ),
  );
  return new Map(read.flatMap(([key, text]) => (text === undefined ? [] : [[key, text] as const])));
}

const mismatch = ({ documentId, version, start, end }: SearchHit) =>
  new StellwerkError(errors.CITATION_MISMATCH, { documentId, version, start, end });

/** What of a section may be quoted: sentences that the guard altered, and what it did not look at, are blank. */
function citableText(text: string, { sentences }: TextCheck, maxUnits: number): string {
  const blank = (from: number, to: number, within: string) =>
    within.slice(0, from) + ' '.repeat(Math.max(0, to - from)) + within.slice(to);
  return sentences
    .filter(({ verdict }) => verdict === 'repair' || verdict === 'block')
    .reduce(
      (rest, { start, end }) => blank(start, end, rest),
      blank(Math.min(maxUnits, text.length), text.length, text),
    );
}

/** Where the answer stands: the hit, or the sentence that follows where the hit asks a question itself. */
function answerPlace(hit: SearchHit, section: EvidenceSection): TextRange {
  const { start, end } = hit;
  if (!hit.text.trimEnd().endsWith('?')) return { start, end };
  const rest = section.text.slice(end - section.start);
  const next = splitSentences(rest).find((span) => !rest.slice(span.start, span.end).endsWith('?'));
  return next ? { start: end + next.start, end: end + next.end } : { start, end };
}
