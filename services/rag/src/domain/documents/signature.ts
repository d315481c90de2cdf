import type { MediaType } from '../document.js';

interface Signature {
  readonly name: string;
  readonly mediaTypes: readonly MediaType[];
}

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
/** First bytes of files that are no text. OLE compound files are old Office files, and DOCX files with a password. */
const SIGNATURES: readonly (readonly [readonly number[], Signature])[] = [
  [[0x25, 0x50, 0x44, 0x46, 0x2d], { name: 'a PDF', mediaTypes: ['application/pdf'] }],
  [[0x50, 0x4b, 0x03, 0x04], { name: 'a ZIP archive', mediaTypes: [DOCX] }],
  [[0xd0, 0xcf, 0x11, 0xe0], { name: 'an OLE file', mediaTypes: [DOCX] }],
  [[0x1f, 0x8b], { name: 'a gzip archive', mediaTypes: [] }],
  [[0x89, 0x50, 0x4e, 0x47], { name: 'a PNG picture', mediaTypes: [] }],
  [[0xff, 0xd8, 0xff], { name: 'a JPEG picture', mediaTypes: [] }],
  [[0x7f, 0x45, 0x4c, 0x46], { name: 'a program', mediaTypes: [] }],
];

/** What the first bytes of a file say it is; undefined for text and for what is not known. */
export function signatureOf(bytes: Uint8Array): Signature | undefined {
  return SIGNATURES.find(([first]) => first.every((byte, index) => bytes[index] === byte))?.[1];
}
