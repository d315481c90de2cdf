import { placeholdersIn } from '../action/placeholder.js';
import type { EntityType } from '../entity.js';
import { type Context, contextOf } from './context.js';
import { type CueBook, findCues } from './cues.js';
import { tableCells } from './layout.js';
import { type TextView, viewText } from './text-view.js';
import { type Token, tokenise } from './tokens.js';

/** A text, read once for all detectors; offsets are those of the view. */
export interface Reading {
  readonly view: TextView;
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly context: Context;
}

/** Reads a text in time that grows with its length alone. */
export function readText(source: string, book: CueBook<EntityType>): Reading {
  const view = viewText(source);
  const tokens = tokenise(view.text, placeholdersIn(view.text));
  const context = contextOf(view.text, tokens, findCues(tokens, book), tableCells(view.text));
  return { view, text: view.text, tokens, context };
}
