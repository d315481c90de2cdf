import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../../../errors.js';
import { tooLarge } from '../document-text.js';
import { isoDate } from '../html-meta.js';
import type { DocumentLimits } from '../parsed-file.js';
import type { PdfPage, PdfRun } from './pdf-text.js';
import { hiddenText, type OperatorCodes, type PdfOperators } from './visible-ink.js';

export interface PdfContent {
  readonly pages: readonly PdfPage[];
  readonly title?: string;
  readonly language?: string;
  readonly publishedAt?: string;
}

/** Text smaller than this is for no reader, in points. */
const LEAST_POINTS = 1.5;
/** Names that programs write where nobody gave a title. */
const NO_TITLE = /^(?:microsoft word - |untitled|unbenannt|document\d*$|.{0,80}\.(?:docx?|pdf|indd|tex)$)/i;

/**
 * Text of the pages of a PDF as the pages place it; pictures are not looked at.
 * @throws StellwerkError RAG_DOCUMENT_ENCRYPTED, RAG_DOCUMENT_BROKEN, RAG_DOCUMENT_TOO_LARGE
 */
export async function readPages(bytes: Uint8Array, limits: DocumentLimits): Promise<PdfContent> {
  refuseManyObjects(bytes, limits.maxPdfObjects);
  const { getDocumentProxy, getResolvedPDFJS } = await import('unpdf');
  const { OPS } = await getResolvedPDFJS();
  // The reader takes the bytes over, so it gets a copy.
  const settings = {
    verbosity: 0,
    isEvalSupported: false,
    maxImageSize: 1,
    disableFontFace: true,
    useSystemFonts: false,
  };
  const file = await readable(() => getDocumentProxy(bytes.slice(), settings));
  try {
    if (file.numPages > limits.maxPages) throw tooLarge(limits.maxPages, 'pages');
    const pages: PdfPage[] = [];
    for (let number = 1; number <= file.numPages; number++)
      pages.push(await readPage(file, number, OPS as OperatorCodes));
    const { info } = await readable(() => file.getMetadata());
    return { pages, ...metaOf(info as Readonly<Record<string, unknown>>) };
  } finally {
    await file.loadingTask.destroy();
  }
}

interface PageProxy {
  readonly view: readonly number[];
  getTextContent(options: object): Promise<{ items: readonly object[] }>;
  getOperatorList(): Promise<PdfOperators>;
  cleanup(): void;
}

async function readPage(
  file: { getPage(number: number): Promise<unknown> },
  number: number,
  codes: OperatorCodes,
): Promise<PdfPage> {
  const page = (await readable(() => file.getPage(number))) as PageProxy;
  const { items } = await readable(() => page.getTextContent({ disableNormalization: true }));
  const [left = 0, bottom = 0, right = 0, top = 0] = page.view;
  const shown = items.filter((item): item is TextItem => 'str' in item && 'transform' in item);
  const operators = await readable(() => page.getOperatorList());
  const { isHidden, besidePage } = hiddenText(shown.map(({ str }) => str).join(''), operators, codes);
  const runs: PdfRun[] = [];
  let hiddenRuns = besidePage;
  let at = 0;
  for (const { str, transform, width } of shown) {
    const [, , skew = 0, scale = 0, x = 0, y = 0] = transform;
    const size = Math.hypot(skew, scale);
    const isOnPage = x + width > left && x < right && y > bottom - size && y < top + size;
    const visible = [...str].filter(() => !isHidden(at++)).join('');
    const text = isOnPage && size >= LEAST_POINTS ? visible : '';
    if (text.trim() !== str.trim()) hiddenRuns++;
    if (text.trim() !== '') runs.push({ text: withoutLigatures(text), x: x - left, y: y - bottom, width, size });
  }
  page.cleanup();
  return { number, width: right - left, height: top - bottom, runs, hiddenRuns };
}

interface TextItem {
  readonly str: string;
  readonly transform: readonly number[];
  readonly width: number;
}

/** Ligatures as the letters they stand for, so that words are found. */
function withoutLigatures(text: string): string {
  return text.replace(/[\ufb00-\ufb06]/g, (one) => one.normalize('NFKC'));
}

/** Objects that the tables of a file announce; each costs memory before the first page is read. */
function refuseManyObjects(bytes: Uint8Array, limit: number): void {
  const source = new TextDecoder('latin1').decode(bytes);
  for (const [, size] of source.matchAll(/\/Size\s{1,10}(\d{1,12})/g))
    if (Number(size) > limit) throw tooLarge(limit, 'objects');
}

/** Whatever the reader of PDFs throws, it throws because of the file. */
async function readable<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    const { name } = cause as Error;
    if (name === 'PasswordException')
      throw new StellwerkError(errors.DOCUMENT_ENCRYPTED, {}, { field: 'bytes', cause });
    throw new StellwerkError(errors.DOCUMENT_BROKEN, { format: 'PDF', problem: name }, { field: 'bytes', cause });
  }
}

function metaOf(info: Readonly<Record<string, unknown>>): Omit<PdfContent, 'pages'> {
  const textOf = (name: string) => (typeof info[name] === 'string' ? info[name].trim() : '');
  const title = textOf('Title');
  const language = /^[a-z]{2,3}(?![a-z])/i.exec(textOf('Language'))?.[0].toLowerCase();
  const publishedAt = isoDate(textOf('CreationDate').replace(/^D:(\d{4})(\d{2})(\d{2}).*$/, '$1-$2-$3'));
  return {
    ...(title !== '' && !NO_TITLE.test(title) && { title }),
    ...(language !== undefined && { language }),
    ...(publishedAt !== undefined && { publishedAt }),
  };
}
