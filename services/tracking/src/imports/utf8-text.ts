import { isUtf8 } from 'node:buffer';
import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../errors.js';

/** Text of a part in UTF-8, without a character that is cut off at its end, and places in it by bytes. */
export class Utf8Text {
  readonly value: string;
  #index = 0;
  #bytes = 0;

  /** @throws TRK_NOT_UTF8 */
  constructor(bytes: Buffer, isLast: boolean) {
    const whole = isLast ? bytes : bytes.subarray(0, bytes.length - cutOffBytes(bytes));
    if (!isUtf8(whole)) throw new StellwerkError(errors.NOT_UTF8, {}, { field: '(body)' });
    this.value = whole.toString('utf8');
  }

  /** Bytes before an index of the text; indexes are asked for in order. */
  bytesUntil(index: number): number {
    this.#bytes += Buffer.byteLength(this.value.slice(this.#index, index));
    this.#index = index;
    return this.#bytes;
  }
}

/** How many bytes at the end begin a character that is not whole. */
function cutOffBytes(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte < 0xc0) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return length > back ? back : 0;
  }
  return 0;
}
