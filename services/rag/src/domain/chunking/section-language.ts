import { identifyLanguage } from '@stellwerk/guard/language';
import type { ParsedDocument, TextRange } from '../document.js';
import type { BlockGroup } from './block-groups.js';

/** Letters from which on a section is believed to be in another language than its document. */
const PROSE_LETTERS = 60;
/** Names and figures of lists and tables look like any language. */
const LIST_LETTERS = 200;

/** The language of a section: that of its document unless it is long enough to be surely in another. */
export function sectionLanguage(document: ParsedDocument, group: BlockGroup, { start, end }: TextRange): string {
  const text = document.text.slice(start, end);
  const isList = group.blocks.some(({ kind }) => kind === 'table-row' || kind === 'list-item' || kind === 'code');
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (letters < (isList ? LIST_LETTERS : PROSE_LETTERS)) return document.language;
  const { code, isReliable } = identifyLanguage(text);
  return isReliable && code !== 'unknown' ? code : document.language;
}
