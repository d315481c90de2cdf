import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../../errors.js';
import { DocumentText } from './document-text.js';
import type { Draft, DraftContext } from './draft.js';
import { isoDate, primaryTag } from './html-meta.js';
import { type JsonObject, objectsIn, textOf } from './json-records.js';
import { addHtml } from './parse-html.js';
import { addProduct, isProduct } from './product.js';

/**
 * Reads a feed of products (the fields of Google's specification and their common shop names), or a list of questions and
 * answers (also schema.org's FAQPage): one section per entry.
 * @throws StellwerkError RAG_JSON_INVALID, RAG_JSON_SHAPE_UNKNOWN, RAG_DOCUMENT_TOO_DEEP, RAG_DOCUMENT_TOO_LARGE
 */
export function parseJson(source: string, context: DraftContext): Draft {
  const value = jsonOf(source, context.limits.maxJsonDepth);
  const { head, entries } = objectsIn(value);
  const document = new DocumentText(context.limits);
  const language = primaryTag(textOf(head, ['language', 'lang', 'inLanguage']) ?? '');
  for (const entry of entries) {
    const question =
      textOf(entry, ['question', 'frage']) ?? (entry['@type'] === 'Question' ? textOf(entry, ['name']) : undefined);
    const answer = textOf(entry, ['answer', 'antwort']) ?? answerIn(entry);
    if (question !== undefined && answer !== undefined) {
      document.add('question', question);
      addHtml(document, answer, context, 'answer');
    } else if (isProduct(entry)) addProduct(document, entry, language ?? 'en', context);
    else document.note('left-out', 1, 'entries without a title');
  }
  if (document.isEmpty) throw new StellwerkError(errors.JSON_SHAPE_UNKNOWN, {}, { field: 'bytes' });
  const title = textOf(head, ['title', 'name']);
  const publishedAt = isoDate(textOf(head, ['updated', 'published', 'datePublished', 'date']) ?? '');
  return {
    document,
    ...(title !== undefined && { title }),
    ...(language !== undefined && { language }),
    ...(publishedAt !== undefined && { publishedAt }),
  };
}

function answerIn(entry: JsonObject): string | undefined {
  const accepted = entry.acceptedAnswer;
  return typeof accepted === 'object' && accepted !== null ? textOf(accepted as JsonObject, ['text']) : undefined;
}

/** @throws StellwerkError before anything is built of what nests too deep */
function jsonOf(source: string, maxDepth: number): unknown {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < source.length; at++) {
    const unit = source.charCodeAt(at);
    if (inString) {
      if (unit === 0x5c) at++;
      else if (unit === 0x22) inString = false;
    } else if (unit === 0x22) inString = true;
    else if (unit === 0x5b || unit === 0x7b) {
      if (++depth > maxDepth)
        throw new StellwerkError(errors.DOCUMENT_TOO_DEEP, { limit: maxDepth }, { field: 'bytes' });
    } else if (unit === 0x5d || unit === 0x7d) depth--;
  }
  try {
    return JSON.parse(source);
  } catch (cause) {
    // The engine's message quotes the document; the place does not.
    const position = /position (\d+)/.exec(String(cause))?.[1];
    const problem = position === undefined ? 'it ends too early' : `position ${position}`;
    throw new StellwerkError(errors.JSON_INVALID, { problem }, { field: 'bytes', cause });
  }
}
