import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { controlSpecs } from '@stellwerk/contracts';
import { parse } from 'yaml';
import { shippedPrompt } from './answers/prompt/shipped.js';
import { chunkDocument } from './domain/chunking/chunk-document.js';
import type { MediaType } from './domain/document.js';
import type { ParsedFile } from './domain/documents/parsed-file.js';
import { checkGoldenSet } from './domain/evaluation/golden-set.js';
import { parsed } from './testing/documents.js';

interface Listed {
  readonly file: string;
  readonly documentId: string;
  readonly source: string;
  readonly language: string;
}

const root = join(import.meta.dirname, '../../..');
const shop = join(root, 'services/rag/examples/shop');
const { documents: listed } = parse(readFileSync(join(shop, 'manifest.yaml'), 'utf8')) as {
  documents: readonly Listed[];
};
const controlled = (file: string): unknown =>
  (parse(readFileSync(join(root, 'config/demo', file), 'utf8')) as { spec: unknown }).spec;
const golden = controlSpecs['golden-set'].parse(controlled('golden-set.shop.yaml'));
const MEDIA: Readonly<Record<string, MediaType>> = {
  csv: 'text/csv',
  md: 'text/markdown',
  json: 'application/json',
  html: 'text/html',
};

describe('the documents of the demo shop', () => {
  const texts = new Map<string, ParsedFile>();
  beforeAll(async () => {
    for (const { file, documentId } of listed)
      texts.set(
        documentId,
        await parsed(readFileSync(join(shop, file)), MEDIA[file.split('.').at(-1) ?? ''] ?? 'text/plain'),
      );
  });

  it.each(listed)('$documentId is read without a loss, in its language', ({ documentId, language }) => {
    const file = texts.get(documentId);
    expect(file?.language).toBe(language);
    expect(file?.notes.filter(({ kind }) => kind !== 'boilerplate')).toEqual([]);
    expect(file === undefined ? [] : [...new Set(chunkDocument(file).map((chunk) => chunk.language))]).toEqual([
      language,
    ]);
  });

  it('are answered from by the built-in prompt, written down to be changed', () => {
    const { prompt } = controlSpecs['knowledge-settings'].parse(controlled('knowledge-settings.default.yaml'));
    expect(controlSpecs.prompt.parse(controlled(`prompt.${prompt}.yaml`))).toEqual(shippedPrompt);
  });

  it.each([...new Set(listed.map(({ source }) => source))])('%s says who answers for its documents', (source) => {
    expect(() => controlSpecs['knowledge-source'].parse(controlled(`knowledge-source.${source}.yaml`))).not.toThrow();
  });

  it('hold 40 questions and more in each language, the same ones', () => {
    const questions = ['faq-de', 'faq-en'].map(
      (id) => texts.get(id)?.blocks.filter(({ kind }) => kind === 'question').length,
    );
    expect(questions[0]).toBeGreaterThanOrEqual(40);
    expect(questions[0]).toBe(questions[1]);
  });

  it('have a golden set of 60 cases and more in two languages, a fifth of them without an answer', () => {
    expect(() => checkGoldenSet(golden)).not.toThrow();
    expect(golden.cases.length).toBeGreaterThanOrEqual(60);
    expect(golden.cases.filter(({ answerable }) => !answerable).length).toBeGreaterThanOrEqual(golden.cases.length / 5);
    for (const language of ['de', 'en'])
      expect(golden.cases.filter((one) => one.language === language).length).toBeGreaterThan(25);
  });

  it.each(golden.cases.filter(({ answerable }) => answerable))(
    'answer $id where it says so',
    ({ expected, question }) => {
      for (const documentId of expected?.documentIds ?? []) {
        const text = texts.get(documentId)?.text ?? '';
        expect({ documentId, holds: expected?.answers?.some((answer) => text.includes(answer)) }).toEqual({
          documentId,
          holds: true,
        });
        expect(text).not.toContain(question);
      }
    },
  );
});
