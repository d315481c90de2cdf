import { createHash } from 'node:crypto';
import { type Chunk, encodePoints, type GenerationTools, NEVER, pointIdOf } from '@stellwerk/rag';
import type { VectorPoint } from '@stellwerk/vectors';
import type { RetrievalParagraph } from './xquad-retrieval.js';

/** A document of a benchmark, cut already. */
export interface BenchDocument {
  readonly id: string;
  readonly source: string;
  readonly title: string;
  readonly language: string;
  readonly publishedAt?: string;
  readonly text: string;
  readonly chunks: readonly Chunk[];
}

export interface BenchIndex {
  readonly documents: readonly BenchDocument[];
  readonly points: readonly VectorPoint[];
}

/** Paragraphs as documents, with the sentences of the published set as chunks and the paragraph as their section. */
export const paragraphDocuments = (paragraphs: readonly RetrievalParagraph[], language: string): BenchDocument[] =>
  paragraphs.map(({ title, text, sentences }, index) => {
    const parent = { start: 0, end: text.length, ordinal: 0, contextualText: `${title}\n${text}` };
    return {
      id: `${language}-${index}`,
      source: 'xquad',
      title,
      language,
      text,
      chunks: sentences.map((range, ordinal) => ({
        ...range,
        ordinal,
        text: text.slice(range.start, range.end),
        parent,
        headingPath: [],
        language,
        tokens: 0,
        sentences: [range],
      })),
    };
  });

/** Embeds and encodes documents as the product does. */
export async function indexDocuments(
  documents: readonly BenchDocument[],
  tenant: string,
  name: string,
  { embeddings }: GenerationTools,
): Promise<BenchIndex> {
  const embed = async (texts: readonly string[]) => {
    const unique = [...new Set(texts)];
    const vectors = await embeddings.embed(unique, 'passage', { tenant, useCase: 'ingestion', caller: 'bench' });
    return new Map(unique.map((text, index) => [text, vectors[index]]));
  };
  const sentences = await embed(documents.flatMap(({ chunks }) => chunks.map(({ text }) => text)));
  const sections = await embed(documents.flatMap(({ chunks }) => chunks.map(({ parent }) => parent.contextualText)));
  const points = documents.flatMap((document): VectorPoint[] => {
    const { id: documentId, source, title, language, publishedAt, text, chunks } = document;
    const version = createHash('sha256').update(text).digest('hex').slice(0, 32);
    const key = { tenant, source, documentId, version };
    const metadata = {
      title,
      language,
      stewardship: {
        owner: 'bench',
        legalBasis: 'public data',
        licence: 'see data',
        trust: 'reviewed',
        keepUntil: null,
      },
      access: ['public'],
      tags: {},
      ...(publishedAt !== undefined && { publishedAt }),
    } as const;
    const vectors = {
      sentence: chunks.map((chunk) => found(sentences, chunk.text)),
      section: chunks.map(({ parent }) => found(sections, parent.contextualText)),
    };
    return encodePoints({ key, metadata }, chunks, vectors).map((point, ordinal) => ({
      ...point,
      id: pointIdOf(key, ordinal, name),
      payload: { ...point.payload, edition: documentId, visibleFrom: 0, visibleUntil: NEVER, suspicious: false },
    }));
  });
  return { documents, points };
}

function found(vectors: ReadonlyMap<string, Float32Array | undefined>, text: string): Float32Array {
  const vector = vectors.get(text);
  if (!vector) throw new Error('a text was not embedded');
  return vector;
}
