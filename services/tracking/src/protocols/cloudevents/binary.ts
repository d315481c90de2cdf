import { isUtf8 } from 'node:buffer';
import type { ProtocolRequest } from '../protocol.js';

const PREFIX = 'ce-';

/** Whether the attributes of an event stand in the headers (HTTP protocol binding §3.1). */
export function isBinaryMode({ headers }: ProtocolRequest): boolean {
  return Object.keys(headers).some((name) => name.startsWith(PREFIX));
}

/** Context attributes in the headers of a request; the content type says what the data are. */
export function attributesOf({ headers }: ProtocolRequest): Record<string, unknown> {
  const attributes = Object.entries(headers)
    .filter(([name, value]) => name.startsWith(PREFIX) && value !== undefined)
    .map(([name, value]) => [name.slice(PREFIX.length), decodeHeader(value as string)]);
  const contentType = headers['content-type'];
  return { ...Object.fromEntries(attributes), ...(contentType !== undefined && { datacontenttype: contentType }) };
}

/**
 * A header value as it was before it became one (§3.1.3.2): quoted strings are opened, then percent-encoded bytes become
 * UTF-8. What is no such encoding stays, because many clients send values as they are.
 */
export function decodeHeader(value: string): string {
  const quoted = /^"(.*)"$/s.exec(value)?.[1];
  const opened = quoted === undefined ? value : quoted.replace(/\\(.)/gs, '$1');
  return opened.replace(/(?:%[0-9a-f]{2})+/gi, (encoded) => {
    const bytes = Buffer.from(encoded.replaceAll('%', ''), 'hex');
    return isUtf8(bytes) ? bytes.toString('utf8') : encoded;
  });
}
