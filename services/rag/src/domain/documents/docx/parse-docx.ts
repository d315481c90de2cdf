import { StellwerkError } from '@stellwerk/contracts';
import { Parser } from 'htmlparser2';
import { errors } from '../../../errors.js';
import { tooLarge } from '../document-text.js';
import type { Draft, DraftContext } from '../draft.js';
import { isoDate, primaryTag } from '../html-meta.js';
import { parseHtml } from '../parse-html.js';
import type { DocumentLimits } from '../parsed-file.js';
import { storedZip } from './stored-zip.js';
import { unpack } from './unpack.js';
import { withoutHiddenRuns } from './visible-runs.js';

/** Parts that text, lists, tables and notes are read from; pictures, embedded files, comments and macros are not unpacked. */
const WANTED =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|docProps\/core\.xml|word\/(?:document|styles|numbering|footnotes|endnotes|settings)\.xml|word\/_rels\/[\w.]+\.rels)$/;
const EMBEDDED = /^word\/(?:embeddings|activeX)\/|\.(?:zip|docx?|xlsx?|pptx?|bin)$/i;
const TITLE_STYLES = [
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='Titel'] => h1:fresh",
  "p[style-name='Quote'] => blockquote:fresh",
];

/**
 * Reads a DOCX: headings by style, lists, tables, notes. The parts that matter are unpacked within their bounds and packed again, so
 * that nothing else of the archive is ever opened.
 * @throws StellwerkError RAG_DOCUMENT_ENCRYPTED, RAG_DOCUMENT_BROKEN, RAG_DOCUMENT_TOO_DEEP, RAG_DOCUMENT_TOO_LARGE,
 * RAG_ARCHIVE_SUSPICIOUS
 */
export async function parseDocx(bytes: Uint8Array, context: DraftContext): Promise<Draft> {
  refuseCompoundFile(bytes);
  const { files, others } = await unpack(bytes, (name) => WANTED.test(name), context.limits);
  const body = files.get('word/document.xml');
  if (body === undefined) throw broken('it has no word/document.xml');
  for (const [name, part] of files) if (name.endsWith('.xml')) refuseHostileXml(part.toString('utf8'), context.limits);
  const { xml, hidden } = withoutHiddenRuns(body.toString('utf8'));
  const parts = { ...Object.fromEntries(files), 'word/document.xml': Buffer.from(xml) };
  const { default: mammoth } = await import('mammoth');
  const convertImage = mammoth.images.imgElement(async () => ({ src: '' }));
  const archive = Buffer.from(storedZip(parts));
  const html = await mammoth
    .convertToHtml({ buffer: archive }, { styleMap: TITLE_STYLES, convertImage })
    .catch((cause: unknown) => {
      // Whatever the converter throws, it throws because of the file.
      throw broken('its parts do not fit together', cause);
    });
  const draft = parseHtml(html.value, context);
  if (hidden > 0) draft.document.note('hidden-text', hidden, 'hidden, white or tiny runs');
  const embedded = others.filter((name) => EMBEDDED.test(name)).length;
  if (embedded > 0) draft.document.note('left-out', embedded, 'embedded files');
  return {
    ...draft,
    ...metaOf(
      files.get('docProps/core.xml')?.toString('utf8') ?? '',
      files.get('word/styles.xml')?.toString('utf8') ?? '',
    ),
  };
}

/** A DOCX with a password is an OLE compound file with a stream of this name; so are files of old versions of Word, without it. */
function refuseCompoundFile(bytes: Uint8Array): void {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (source.readUInt32BE(0) !== 0xd0cf11e0) return;
  if (source.includes(Buffer.from('EncryptedPackage', 'utf16le')))
    throw new StellwerkError(errors.DOCUMENT_ENCRYPTED, {}, { field: 'bytes' });
  throw broken('it is a file of an old version of Word');
}

function refuseHostileXml(xml: string, { maxElementDepth, maxElements }: DocumentLimits): void {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml)) throw broken('its parts declare entities');
  let depth = 0;
  let elements = 0;
  const parser = new Parser(
    {
      onopentagname() {
        if (++depth > maxElementDepth)
          throw new StellwerkError(errors.DOCUMENT_TOO_DEEP, { limit: maxElementDepth }, { field: 'bytes' });
        if (++elements > maxElements * 10) throw tooLarge(maxElements * 10, 'elements');
      },
      onclosetag() {
        depth--;
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
}

function broken(problem: string, cause?: unknown): StellwerkError {
  return new StellwerkError(errors.DOCUMENT_BROKEN, { format: 'DOCX', problem }, { field: 'bytes', cause });
}

function metaOf(core: string, styles: string): Omit<Draft, 'document'> {
  const inside = (name: string) =>
    new RegExp(`<${name}(?:\\s[^>]{0,200})?>([^<]{1,500})</${name}>`).exec(core)?.[1]?.trim() ?? '';
  const title = inside('dc:title').replace(/&amp;/g, '&').replace(/&lt;/g, '<').replace(/&gt;/g, '>');
  const language =
    primaryTag(inside('dc:language')) ??
    primaryTag(/<w:lang [^>]{0,200}?w:val="([\w-]{2,20})"/.exec(styles)?.[1] ?? '');
  const publishedAt = isoDate(inside('dcterms:created'));
  return {
    ...(title !== '' && { title }),
    ...(language !== undefined && { language }),
    ...(publishedAt !== undefined && { publishedAt }),
  };
}
