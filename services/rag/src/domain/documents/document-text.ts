import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../../errors.js';
import type { Block } from '../document.js';
import { normaliseText } from './normalise.js';
import type { DocumentLimits, ParseNote } from './parsed-file.js';

type BlockFacts = Omit<Block, 'start' | 'end' | 'kind'>;

/** Builds the text and blocks of a document from its parts, in reading order, and gathers what is to be said of it. */
export class DocumentText {
  readonly #parts: string[] = [];
  readonly #blocks: Block[] = [];
  readonly #notes = new Map<string, { kind: ParseNote['kind']; count: number; detail?: string }>();
  #length = 0;

  constructor(private readonly limits: Pick<DocumentLimits, 'maxTextUnits' | 'maxBlocks'>) {}

  get isEmpty(): boolean {
    return this.#blocks.length === 0;
  }

  /** Whether what comes next belongs to a question. */
  get isAnswering(): boolean {
    const kind = this.#blocks.at(-1)?.kind;
    return kind === 'question' || kind === 'answer';
  }

  /**
   * Adds a block; one without visible text is none. Items of a list and rows of a table stand on lines of their own, other
   * blocks are set apart by a blank line.
   * @throws StellwerkError RAG_DOCUMENT_TOO_LARGE
   */
  add(kind: Block['kind'], raw: string, facts: BlockFacts = {}): void {
    const { text, invisible } = normaliseText(raw, kind === 'code' ? 'keep' : 'fold');
    if (invisible > 0) this.note('invisible-characters', invisible);
    if (!/[^\s|]/.test(text)) return;
    const last = this.#blocks.at(-1);
    const isNextLine = last?.kind === kind && (kind === 'list-item' || kind === 'table-row');
    const gap = last === undefined ? '' : isNextLine ? '\n' : '\n\n';
    const start = this.#length + gap.length;
    this.#parts.push(gap, text);
    this.#length = start + text.length;
    this.#blocks.push({ kind, start, end: this.#length, ...facts });
    const { maxTextUnits, maxBlocks } = this.limits;
    if (this.#length > maxTextUnits) throw tooLarge(maxTextUnits, 'characters');
    if (this.#blocks.length > maxBlocks) throw tooLarge(maxBlocks, 'blocks');
  }

  /** Counts something that is to be said of the document. */
  note(kind: ParseNote['kind'], count: number, detail?: string): void {
    const key = `${kind} ${detail ?? ''}`;
    const known = this.#notes.get(key);
    if (known) known.count += count;
    else this.#notes.set(key, { kind, count, ...(detail !== undefined && { detail }) });
  }

  /** Text, blocks and notes so far. */
  built(): { text: string; blocks: readonly Block[]; notes: readonly ParseNote[] } {
    return { text: this.#parts.join(''), blocks: this.#blocks, notes: [...this.#notes.values()] };
  }
}

/** The error of a bound that was passed. */
export function tooLarge(limit: number, what: string): StellwerkError {
  return new StellwerkError(errors.DOCUMENT_TOO_LARGE, { limit, what });
}
