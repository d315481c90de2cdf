import { deterministicId } from '@stellwerk/contracts';
import type { CallContext, EmbeddingModel } from '@stellwerk/models';
import { createGenerationTools } from '@stellwerk/rag';
import type { SparseVector, VectorPoint } from '@stellwerk/vectors';
import type { CorpusDocument } from './corpus.js';

export const TENANT = 'demo';
export const ACCESS = ['public'];
const TEXTS_PER_REQUEST = 32;
const stewardship = {
  owner: 'benchmark',
  legalBasis: 'public data',
  licence: 'see the data sets',
  trust: 'reviewed',
  keepUntil: null,
} as const;
/** As long as a document is current. */
const visible = { visibleFrom: 0, visibleUntil: Number.MAX_SAFE_INTEGER, suspicious: false };

/** The points of the documents as the product makes them, up to so many. */
export async function realPoints(
  documents: readonly CorpusDocument[],
  embeddings: EmbeddingModel,
  context: CallContext,
  most: number,
): Promise<{ readonly points: VectorPoint[]; readonly embeddedTexts: number; readonly seconds: number }> {
  const tools = createGenerationTools(embeddings);
  const points: VectorPoint[] = [];
  let embeddedTexts = 0;
  let seconds = 0;
  const embed = async (texts: readonly string[]) => {
    const started = performance.now();
    const vectors: Float32Array[] = [];
    for (let at = 0; at < texts.length; at += TEXTS_PER_REQUEST) {
      vectors.push(...(await embeddings.embed(texts.slice(at, at + TEXTS_PER_REQUEST), 'passage', context)));
    }
    seconds += (performance.now() - started) / 1_000;
    embeddedTexts += texts.length;
    return vectors;
  };
  for (const document of documents) {
    if (points.length >= most) break;
    const { documentId, source, version, title, language } = document;
    const chunks = tools.chunk(document);
    const sections = [...new Map(chunks.map(({ parent }) => [parent.ordinal, parent.contextualText]))];
    const sectionVectors = await embed(sections.map(([, text]) => text));
    const bySection = new Map(sections.map(([ordinal], i) => [ordinal, sectionVectors[i] as Float32Array]));
    const vectors = {
      sentence: await embed(chunks.map(({ text }) => text)),
      section: chunks.map(({ parent }) => bySection.get(parent.ordinal) as Float32Array),
    };
    const key = { tenant: TENANT, source, documentId, version };
    const metadata = { title, language, stewardship, access: ACCESS, tags: { kind: source } };
    for (const [ordinal, point] of tools.encode({ key, metadata }, chunks, vectors).entries()) {
      points.push({
        ...point,
        id: deterministicId('bench', documentId, ordinal, 0),
        payload: { ...point.payload, ...visible, edition: documentId },
      });
    }
  }
  return { points: points.slice(0, most), embeddedTexts, seconds };
}

/** Standard deviation of the noise in all directions together: vectors at a cosine of about .96 to the real one. */
const NOISE = 0.3;
const WEIGHT_NOISE = 0.2;

/**
 * Another copy of the points' texts: vectors turned and words weighted a little differently by the seeded numbers. As in
 * the real ones, the sentences of a section share its vector.
 */
export class Variant {
  readonly #sections = new Map<Float32Array, Float32Array>();

  constructor(
    private readonly number: number,
    private readonly random: () => number,
  ) {}

  of({ id, dense, sparse, payload }: VectorPoint): VectorPoint {
    const { section, ...own } = dense;
    return {
      id: deterministicId('bench', id, this.number),
      dense: {
        ...Object.fromEntries(Object.entries(own).map(([name, vector]) => [name, turned(vector, this.random)])),
        ...(section && { section: this.#turnedSection(section) }),
      },
      sparse: Object.fromEntries(
        Object.entries(sparse).map(([name, vector]) => [name, reweighted(vector, this.random)]),
      ),
      payload,
    };
  }

  #turnedSection(vector: Float32Array): Float32Array {
    const known = this.#sections.get(vector) ?? turned(vector, this.random);
    this.#sections.set(vector, known);
    return known;
  }
}

function turned(vector: Float32Array, random: () => number): Float32Array {
  // The sum of four uniform numbers is near enough to a normal one; variance 1/3.
  const scale = (NOISE * Math.sqrt(3)) / Math.sqrt(vector.length);
  const moved = vector.map((value) => value + scale * (random() + random() + random() + random() - 2));
  const length = Math.hypot(...moved);
  return moved.map((value) => value / length);
}

function reweighted({ indices, values }: SparseVector, random: () => number): SparseVector {
  return { indices, values: values.map((value) => value * (1 + WEIGHT_NOISE * (random() - 0.5))) };
}
