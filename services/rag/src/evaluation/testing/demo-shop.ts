import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { type GoldenSetSpec, goldenSetSpec, type KnowledgeSourceSpec, knowledgeSourceSpec } from '@stellwerk/contracts';
import { parse } from 'yaml';
import type { IncomingDocument, MediaType } from '../../domain/document.js';
import { parseDocument } from '../../domain/documents/parse-document.js';
import type { SmallDocument } from '../../retrieval/testing/small-index.js';

const ROOT = join(import.meta.dirname, '../../../../..');
const SHOP = join(ROOT, 'services/rag/examples/shop');

const mediaTypes: Readonly<Record<string, MediaType>> = {
  '.md': 'text/markdown',
  '.html': 'text/html',
  '.csv': 'text/csv',
  '.json': 'application/json',
};

interface Listed {
  readonly file: string;
  readonly documentId: string;
  readonly source: string;
  readonly language: string;
  readonly title?: string;
  readonly publishedAt?: string;
}

const specOf = (kind: string, name: string): unknown =>
  parse(readFileSync(join(ROOT, `config/demo/${kind}.${name}.yaml`), 'utf8')).spec;

/** Questions of the demo shop, as they are applied. */
export const shopQuestions = (): GoldenSetSpec => goldenSetSpec.parse(specOf('golden-set', 'shop'));

/** Documents of the demo shop, read as the service reads them, under the rights of their sources. */
export async function shopDocuments(): Promise<readonly SmallDocument[]> {
  const { documents } = parse(readFileSync(join(SHOP, 'manifest.yaml'), 'utf8')) as { documents: readonly Listed[] };
  return Promise.all(documents.map(shopDocument));
}

async function shopDocument({ file, documentId, source, ...told }: Listed): Promise<SmallDocument> {
  const mediaType = mediaTypes[extname(file)];
  if (!mediaType) throw new Error(`${file} has a type that this test does not know`);
  const incoming: Pick<IncomingDocument, 'documentId' | 'mediaType' | 'bytes' | 'language' | 'title' | 'publishedAt'> =
    {
      documentId,
      mediaType,
      bytes: readFileSync(join(SHOP, file)),
      ...told,
    };
  const { text, blocks, title, language } = await parseDocument(incoming);
  const { access, trust }: KnowledgeSourceSpec = knowledgeSourceSpec.parse(specOf('knowledge-source', source));
  return { id: documentId, source, text, blocks, title, language, access, trust };
}
