import type { ParsedDocument, TextRange } from '../document.js';
import type { BlockGroup } from './block-groups.js';

interface Surroundings {
  /** From 0; more than 0 = the group was too long for one section. */
  readonly part: number;
  /** The piece before, where it stands under the same headings. */
  readonly previous: TextRange | undefined;
  readonly maxLeadUnits: number;
}

/** A section at least this long explains itself. */
const SELF_CONTAINED_UNITS = 200;

/**
 * What is embedded and searched beside the bare text: title, headings, what the section cannot be understood without (the
 * question of an answer, the headers of rows, the sentence before a short one), and the section.
 */
export function contextualText(
  document: ParsedDocument,
  group: BlockGroup,
  range: TextRange,
  around: Surroundings,
): string {
  const headings = group.headingPath.filter((heading) => heading !== document.title);
  const lead = [document.title, headings.join(' > '), leadOf(document, group, range, around)].filter(
    (one) => one !== '',
  );
  return [bounded(lead.join('\n'), around.maxLeadUnits), document.text.slice(range.start, range.end)]
    .filter((one) => one !== '')
    .join('\n');
}

function leadOf(
  { text }: ParsedDocument,
  group: BlockGroup,
  range: TextRange,
  { part, previous }: Surroundings,
): string {
  const [first] = group.blocks;
  const columns = group.blocks.find((block) => block.columns !== undefined)?.columns;
  if (columns !== undefined) return part > 0 || first?.columns !== undefined ? columns.join(' | ') : '';
  // A table without named headers: its first row is the best that is known of its columns.
  if (part > 0 && first?.kind === 'table-row') return text.slice(first.start, first.end);
  if (first?.kind === 'question') return part > 0 ? text.slice(first.start, first.end) : '';
  if (previous === undefined || (part === 0 && range.end - range.start >= SELF_CONTAINED_UNITS)) return '';
  return text.slice(previous.start, previous.end);
}

function bounded(text: string, maxUnits: number): string {
  if (text.length <= maxUnits) return text;
  const blank = text.lastIndexOf(' ', maxUnits);
  return text.slice(0, blank > 0 ? blank : maxUnits).toWellFormed();
}
