import { StellwerkError } from '@stellwerk/contracts';
import type { Citation } from '../../domain/answer.js';
import type { TextRange } from '../../domain/document.js';
import type { StoredTexts } from '../../domain/ports.js';
import type { SearchHit } from '../../domain/search.js';
import { errors } from '../../errors.js';

/** A citation of a place in the document of a hit. @param text Slice of the stored version there. */
export const citationOf = (hit: SearchHit, { start, end }: TextRange, text: string): Citation => ({
  documentId: hit.documentId,
  version: hit.version,
  start,
  end,
  quote: text,
  title: hit.title,
  ...(hit.uri !== undefined && { uri: hit.uri }),
});

/**
 * Holds citations against the stored versions, unit for unit, right before they are given out.
 *
 * @throws RAG_CITATION_MISMATCH where a quote is not what stands there, RAG_CITATION_GONE where the version was erased
 */
export async function checkCitations(
  tenant: string,
  citations: readonly Citation[],
  texts: StoredTexts,
): Promise<void> {
  const read = new Map<string, Promise<string | undefined>>();
  for (const citation of citations) {
    const { documentId, version } = citation;
    const key = `${documentId}\u0000${version}`;
    const reading = read.get(key) ?? texts.textOf(tenant, { documentId, version });
    read.set(key, reading);
    assertQuote(citation, await reading);
  }
}

export interface ResolvedCitation {
  readonly citation: Citation;
  /** `superseded`: the document has a newer version; the quote stands in the one it names. */
  readonly state: 'current' | 'superseded';
}

/**
 * Finds what a citation points at, of the current version or of one that is no longer served. Rights are the caller's to
 * check before.
 *
 * @throws RAG_CITATION_MISMATCH, RAG_CITATION_GONE as {@link checkCitations}
 */
export async function resolveCitation(
  tenant: string,
  citation: Citation,
  texts: StoredTexts,
): Promise<ResolvedCitation> {
  const { documentId, version } = citation;
  assertQuote(citation, await texts.textOf(tenant, { documentId, version }));
  const isCurrent = await texts.isCurrent(tenant, { documentId, version });
  return { citation, state: isCurrent ? 'current' : 'superseded' };
}

function assertQuote({ documentId, version, start, end, quote }: Citation, text: string | undefined): void {
  if (text === undefined) throw new StellwerkError(errors.CITATION_GONE, { documentId, version });
  if (quote === '' || text.slice(start, end) !== quote)
    throw new StellwerkError(errors.CITATION_MISMATCH, { documentId, version, start, end });
}
