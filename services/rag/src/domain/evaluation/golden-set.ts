import { type GoldenSetSpec, StellwerkError } from '@stellwerk/contracts';
import { errors } from '../../errors.js';
import type { TextRange } from '../document.js';
import { isJudged } from './judge.js';

export type GoldenCase = GoldenSetSpec['cases'][number];

/** A golden set with what identifies it. */
export interface GoldenSet {
  /** Name of the control document, or of the file. */
  readonly name: string;
  /** Of the control document; 0 = a file. */
  readonly version: number;
  readonly spec: GoldenSetSpec;
}

/** What a search must bring: a place in a document, or the document. */
export interface GoldenItem {
  readonly documentId: string;
  readonly span?: TextRange;
}

/**
 * Checks what a schema cannot say.
 * @param mayAsk Labels of whoever evaluates; no case may ask with another. Absent = all may be.
 * @throws RAG_GOLDEN_SET_INVALID, naming the case or the floor
 */
export function checkGoldenSet({ cases, floors }: GoldenSetSpec, mayAsk?: readonly string[]): void {
  const gating = floors.find(({ metric }) => isJudged(metric));
  if (gating) throw invalid(`floor of ${gating.metric}`, 'what a model judges informs and gates nothing');
  const ids = new Set<string>();
  for (const { id, answerable, expected, access } of cases) {
    const foreign = mayAsk && access?.find((label) => !mayAsk.includes(label));
    if (foreign !== undefined) throw invalid(`case ${id}`, `it asks as ${foreign}, and whoever evaluates is not that`);
    if (ids.has(id)) throw invalid(`case ${id}`, 'there are two cases of this id');
    ids.add(id);
    const isExpecting = expected !== undefined && Object.values(expected).some((part) => part !== undefined);
    if (answerable && !isExpecting) throw invalid(`case ${id}`, 'it is answerable, and nothing is expected');
    if (!answerable && isExpecting) throw invalid(`case ${id}`, 'it is not answerable, and something is expected');
    for (const { start, end } of expected?.spans ?? []) {
      if (end <= start) throw invalid(`case ${id}`, `the span from ${start} to ${end} is empty`);
    }
  }
}

/** Items to find, spans before whole documents: a document that a span names is not looked for twice. */
export function itemsOf({ expected }: GoldenCase): readonly GoldenItem[] {
  const spans = (expected?.spans ?? []).map(({ documentId, start, end }) => ({ documentId, span: { start, end } }));
  const covered = new Set(spans.map(({ documentId }) => documentId));
  const documents = [...new Set(expected?.documentIds ?? [])].filter((documentId) => !covered.has(documentId));
  return [...spans, ...documents.map((documentId) => ({ documentId }))];
}

/** Documents that answer the case, each once. */
export const documentsOf = (golden: GoldenCase): readonly string[] => [
  ...new Set([
    ...(golden.expected?.documentIds ?? []),
    ...(golden.expected?.spans ?? []).map(({ documentId }) => documentId),
  ]),
];

const invalid = (what: string, problem: string): StellwerkError =>
  new StellwerkError(errors.GOLDEN_SET_INVALID, { problem: `${what}: ${problem}` }, { field: 'goldenSet' });
