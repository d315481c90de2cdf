/** Reads the parts of a record of Kafka's message format v2, one after the other. */
export class RecordReader {
  constructor(
    private readonly buffer: Buffer,
    private at: number,
  ) {}

  /** Where the next part begins. */
  get position(): number {
    return this.at;
  }

  skipByte(): void {
    this.at += 1;
  }

  /** A number of variable length, zig-zag, up to ±2⁵². */
  varInt(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.buffer[this.at++] ?? 0;
      value += (byte & 127) * factor;
      if (byte < 128) break;
    }
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  /** A part of the buffer, not a copy; `null` where the length is −1. */
  bytes(): Buffer | null {
    const length = this.varInt();
    if (length < 0) return null;
    this.at += length;
    return this.buffer.subarray(this.at - length, this.at);
  }

  /** The same as UTF-8, empty where there is none. */
  text(): string {
    const length = this.varInt();
    if (length <= 0) return '';
    this.at += length;
    return this.buffer.toString('utf8', this.at - length, this.at);
  }
}
