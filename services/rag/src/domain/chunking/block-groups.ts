import type { Block, ParsedDocument } from '../document.js';

/** Blocks that are read together, and the headings they stand under. */
export interface BlockGroup {
  readonly blocks: readonly Block[];
  readonly headingPath: readonly string[];
}

/** Longest heading that is kept in a path, in UTF-16 units; a longer one is cut at a word. */
const MAX_HEADING_UNITS = 160;

/**
 * Groups the blocks of a document: a question with its answers, a list with the line that leads to it, the rows of a table,
 * short paragraphs until they are long enough. A heading begins a group and is in the path of what follows; only a heading
 * that nothing follows is a group itself.
 */
export function blockGroups({ text, blocks }: Pick<ParsedDocument, 'text' | 'blocks'>, minUnits: number): BlockGroup[] {
  const groups: { blocks: Block[]; headingPath: readonly string[] }[] = [];
  let path: readonly { readonly level: number; readonly text: string }[] = [];
  let isNew = true;
  for (const [index, block] of blocks.entries()) {
    if (block.kind === 'heading') {
      const level = block.level ?? 1;
      path = [
        ...path.filter((one) => one.level < level),
        { level, text: shortened(text.slice(block.start, block.end)) },
      ];
      isNew = true;
      const next = blocks[index + 1];
      const isFollowed = next !== undefined && (next.kind !== 'heading' || (next.level ?? 1) > level);
      if (!isFollowed) groups.push({ blocks: [block], headingPath: path.slice(0, -1).map((one) => one.text) });
      continue;
    }
    const group = groups.at(-1);
    if (!isNew && group !== undefined && joins(group.blocks, block, text, minUnits)) group.blocks.push(block);
    else groups.push({ blocks: [block], headingPath: path.map((one) => one.text) });
    isNew = false;
  }
  return groups;
}

function joins(group: readonly Block[], block: Block, text: string, minUnits: number): boolean {
  const [first, last] = [group[0], group.at(-1)];
  if (first === undefined || last === undefined || last.kind === 'heading') return false;
  if (block.kind === 'question') return false;
  if (first.kind === 'question')
    return block.kind === 'answer' || (last.kind === 'answer' && block.kind === 'list-item');
  if (block.kind === 'table-row') return last.kind === 'table-row' && sameTable(last, block, text);
  if (block.kind === 'list-item') return last.kind === 'list-item' || /:$/.test(text.slice(last.start, last.end));
  return block.kind === last.kind && block.kind !== 'code' && last.end - first.start < minUnits;
}

/** Rows under the same headers, and the row of headers itself. */
function sameTable(last: Block, row: Block, text: string): boolean {
  if (row.columns === undefined) return last.columns === undefined;
  if (last.columns !== undefined) return row.columns.join('\n') === last.columns.join('\n');
  return text.slice(last.start, last.end).replace(/[\s|]+/g, '') === row.columns.join('').replace(/[\s|]+/g, '');
}

function shortened(heading: string): string {
  const line = heading.replaceAll('\n', ' ');
  if (line.length <= MAX_HEADING_UNITS) return line;
  const blank = line.lastIndexOf(' ', MAX_HEADING_UNITS);
  return line.slice(0, blank > 0 ? blank : MAX_HEADING_UNITS).toWellFormed();
}
