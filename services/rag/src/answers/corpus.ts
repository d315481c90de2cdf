import type { Answer } from '../domain/answer.js';
import type { CorpusAnswer, CorpusDocument } from '../domain/search.js';
import { checkSentence } from './output.js';
import type { AnswerGuard } from './ports.js';

/**
 * An answer to a question about the documents themselves: which there are, within the rights of the reader. The index is its
 * proof, so it has no sentences and needs no model; a title that the guard would keep out gives way to the id of its document.
 */
export function corpusAnswer(base: Answer, corpus: CorpusAnswer, guard: AnswerGuard): Answer {
  const documents = corpus.documents.map((document) =>
    mayBeNamed(document, guard) ? document : { ...document, title: document.documentId },
  );
  return { ...base, confidence: 1, corpus: { ...corpus, documents } };
}

/** Titles were written by whoever wrote the documents, and are looked at as those are. */
function mayBeNamed({ documentId, version, source, title }: CorpusDocument, guard: AnswerGuard): boolean {
  const key = `${documentId}\u0000${version}\u0000title`;
  const item = { id: key, key, provenance: 'document', source, trust: 'untrusted', text: title } as const;
  const [admitted] = guard.admit([item]).items;
  return admitted?.text.text === title && checkSentence(guard, title, [title]).text === title;
}
