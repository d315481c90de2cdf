import { DocumentText } from './document-text.js';
import type { Draft, DraftContext } from './draft.js';

/** A line at least this long was ended by the width of a page, not by its writer. */
const WRAPPED_UNITS = 50;
const LIST_ITEM = /^\s*(?:[-*•‣·]|\d{1,3}[.)]|[a-z]\))\s+\S/;
const QUESTION = /^\s*(?:Frage|F|Question|Q)\s*\d*\s*[:.]\s+(.+)/s;
const ANSWER = /^\s*(?:Antwort|A|Answer)\s*\d*\s*[:.]\s+(.+)/s;
const UNDERLINE = /^\s*(?:={3,}|-{3,}|~{3,})\s*$/;

/** Reads plain text: paragraphs between blank lines, underlined headings, lists, and lines marked as question and answer. */
export function parseText(source: string, { limits }: DraftContext): Draft {
  const document = new DocumentText(limits);
  for (const block of source.replace(/\r\n?|[\u2028\u0085]/g, '\n').split(/\n[^\S\n]*\n|\f|\u2029/))
    addBlock(document, block);
  return { document };
}

function addBlock(document: DocumentText, block: string): void {
  const lines = block.split('\n').filter((line) => line.trim() !== '');
  let paragraph: string[] = [];
  const flush = () => {
    addParagraph(document, paragraph);
    paragraph = [];
  };
  for (const line of lines) {
    if (UNDERLINE.test(line)) {
      const heading = paragraph.pop();
      flush();
      if (heading !== undefined) document.add('heading', heading, { level: line.includes('=') ? 1 : 2 });
    } else {
      if (LIST_ITEM.test(line) || QUESTION.test(line) || ANSWER.test(line)) flush();
      paragraph.push(line);
    }
  }
  flush();
}

function addParagraph(document: DocumentText, lines: readonly string[]): void {
  const text = lines.reduce((joined, line, index) => {
    if (index === 0) return line;
    return joined + ((lines[index - 1] ?? '').length >= WRAPPED_UNITS ? ' ' : '\n') + line.trim();
  }, '');
  const question = QUESTION.exec(text)?.[1];
  const answer = ANSWER.exec(text)?.[1];
  if (question !== undefined) document.add('question', question);
  else if (answer !== undefined && document.isAnswering) document.add('answer', answer);
  else if (LIST_ITEM.test(text)) document.add('list-item', text.replace(/^\s*[-*•‣·]\s+/, ''));
  else document.add('paragraph', text);
}
