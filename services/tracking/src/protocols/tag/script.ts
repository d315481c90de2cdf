import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';

/** The tag's script in every form in which it is sent, made once. */
export interface TagScript {
  /** Strong validator; the same for every packing, since `Vary` keeps them apart in caches. */
  readonly etag: string;
  /** The body for an `Accept-Encoding` header. */
  bodyFor(acceptEncoding: string | undefined): { readonly body: Buffer; readonly encoding?: 'br' | 'gzip' };
}

export function loadTagScript(): TagScript {
  const plain = readFileSync(fileURLToPath(import.meta.resolve('@stellwerk/tag')));
  const packed = { br: brotliCompressSync(plain), gzip: gzipSync(plain, { level: 9 }) };
  return {
    etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
    bodyFor: (acceptEncoding = '') => {
      const accepted = (['br', 'gzip'] as const).find((encoding) => accepts(acceptEncoding, encoding));
      return accepted ? { body: packed[accepted], encoding: accepted } : { body: plain };
    },
  };
}

/** Whether a header names an encoding without refusing it by `q=0` (RFC 9110 §12.5.3). */
function accepts(acceptEncoding: string, encoding: string): boolean {
  return acceptEncoding.split(',').some((entry) => {
    const [name = '', ...parameters] = entry.split(';').map((part) => part.trim().toLowerCase());
    return name === encoding && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
  });
}
