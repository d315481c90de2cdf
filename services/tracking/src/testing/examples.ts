import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** What one client sent, as `test/browser` records it. */
export interface Recording {
  /** `package@version`. */
  readonly client: string;
  readonly recordedAt: string;
  readonly requests: readonly RecordedRequest[];
}

export interface RecordedRequest {
  /** What the client was asked to do, where requests are told apart by it. */
  readonly title?: string;
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Body before packing. */
  readonly body: string;
  readonly packed: 'gzip' | 'no';
}

/** Recordings of a protocol by the name of their file; none where it has no clients but pages and mails. */
export function readRecordings(protocol: string): Readonly<Record<string, Recording>> {
  const folder = join(import.meta.dirname, '../protocols', protocol, 'examples');
  const files = (existsSync(folder) ? readdirSync(folder) : []).filter((file) => file.endsWith('.json'));
  return Object.fromEntries(
    files.map((file) => [file.replace('.json', ''), JSON.parse(readFileSync(join(folder, file), 'utf8'))]),
  );
}

/** A recorded request as `app.inject` takes it. */
export function injectable({ method, url, headers, body, packed }: RecordedRequest) {
  return { method, url, headers, payload: packed === 'gzip' ? gzipSync(body) : Buffer.from(body) };
}
