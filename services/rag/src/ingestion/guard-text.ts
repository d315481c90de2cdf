import { StellwerkError } from '@stellwerk/contracts';
import { type RedactedEntity, redact, type TextCheck } from '@stellwerk/guard';
import type { Block, ParsedDocument, TextRange } from '../domain/document.js';
import { errors } from '../errors.js';
import type { TextFindings } from '../ledger/records.js';
import type { SourcePolicy } from './ports.js';

export interface GuardedDocument {
  readonly document: ParsedDocument;
  readonly findings: TextFindings;
}

/** UTF-16 units that are checked for instructions at a time; checks have a time limit each. */
const UNITS_PER_CHECK = 20_000;
/** What the guard reports where its detector of instructions failed or had no time left. */
const UNMADE = 'failure.injection';
/** What it reports of a text that is longer than its policy allows: no detector has seen it. */
const UNREAD = 'schema.too-long';

/**
 * Treats a text as its source asks: personal data are counted, masked or refused; what looks like an instruction is marked
 * or refused. Masking comes first, so that nothing that is masked is ever stored, embedded or indexed.
 * @param retrying Runs a check again that could not be made, as often as that makes sense
 * @throws RAG_PERSONAL_DATA_REFUSED, RAG_INJECTION_REFUSED, RAG_CHECK_UNAVAILABLE
 */
export async function guardText(
  parsed: ParsedDocument,
  policy: SourcePolicy,
  check: (text: string) => TextCheck,
  retrying: (check: () => Promise<TextCheck>) => Promise<TextCheck>,
): Promise<GuardedDocument> {
  const action = policy.personalData === 'redact' ? 'mask' : 'keep';
  const redaction = redact(parsed.text, { action });
  const title = redact(parsed.title, { action });
  const entities = [...redaction.entities, ...title.entities];
  if (policy.personalData === 'reject' && entities.length > 0)
    throw new StellwerkError(errors.PERSONAL_DATA_REFUSED, { places: entities.length }, { field: 'bytes' });
  const document: ParsedDocument = {
    ...parsed,
    title: title.text,
    text: redaction.text,
    blocks: action === 'mask' ? moved(parsed.blocks, redaction.entities) : parsed.blocks,
  };
  const suspicious = await suspiciousRanges(document, (text) => retrying(async () => madeCheck(check(text))));
  if (policy.injection === 'reject' && suspicious.length > 0)
    throw new StellwerkError(errors.INJECTION_REFUSED, { places: suspicious.length }, { field: 'bytes' });
  const personalData: Record<string, number> = {};
  for (const { type } of entities) personalData[type] = (personalData[type] ?? 0) + 1;
  return { document, findings: { personalData, redactions: action === 'mask' ? entities.length : 0, suspicious } };
}

/** Blocks where they stand after masking; a mask across two blocks belongs to the first. */
function moved(blocks: readonly Block[], entities: readonly RedactedEntity[]): Block[] {
  const place = placeAfter(entities);
  return blocks
    .map((block) => ({ ...block, start: place(block.start), end: place(block.end) }))
    .filter(({ start, end }) => end > start);
}

/** Blocks do not overlap and stand in order, so places are asked for in ascending order: one pass over the entities. */
function placeAfter(entities: readonly RedactedEntity[]): (offset: number) => number {
  let passed = 0;
  return (offset) => {
    while ((entities[passed]?.end ?? Number.POSITIVE_INFINITY) <= offset) passed++;
    const within = entities[passed];
    if (within && within.start < offset) return within.output.end;
    const before = entities[passed - 1];
    return before ? before.output.end + (offset - before.end) : offset;
  };
}

async function suspiciousRanges(
  { text, blocks }: ParsedDocument,
  check: (text: string) => Promise<TextCheck>,
): Promise<TextRange[]> {
  const ranges: TextRange[] = [];
  for (const { start, end } of pieces(text.length, blocks)) {
    const { findings } = await check(text.slice(start, end));
    for (const finding of findings)
      if (!finding.shadow && finding.category === 'injection')
        ranges.push({ start: start + finding.start, end: start + finding.end });
  }
  return ranges;
}

/**
 * A search for instructions that broke, ran out of time or was never begun says nothing of the text: neither that it is clean
 * nor that it is not.
 */
function madeCheck(check: TextCheck): TextCheck {
  if (check.findings.some(({ rule, shadow }) => rule === UNREAD || (rule === UNMADE && !shadow)))
    throw new StellwerkError(errors.CHECK_UNAVAILABLE);
  return check;
}

/** Stretches of whole blocks, none longer than a check may be unless a block is. */
function* pieces(length: number, blocks: readonly Block[]): Generator<TextRange> {
  let start = 0;
  let end = 0;
  for (const block of blocks) {
    if (block.end - start > UNITS_PER_CHECK && end > start) {
      yield { start, end };
      start = end;
    }
    end = block.end;
  }
  if (length > start) yield { start, end: length };
}
