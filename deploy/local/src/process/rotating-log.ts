import { appendFileSync, existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export interface LogLimits {
  /** Size after which the file is turned over. */
  readonly maxBytes: number;
  /** Turned-over files kept beside it: `.1` is the newest. */
  readonly keep: number;
}

export const defaultLogLimits: LogLimits = { maxBytes: 10 * 1024 * 1024, keep: 3 };

/**
 * Append-only log of one part that never grows beyond `maxBytes × (keep + 1)`.
 * Writes are synchronous: a part logs little, and its last line before a crash must be on file. A full disk must not
 * end the supervisor, so lines that cannot be written are counted and the gap is noted when writing works again.
 */
export class RotatingLog {
  #bytes: number;
  #lost = 0;

  constructor(
    readonly file: string,
    private readonly limits: LogLimits = defaultLogLimits,
  ) {
    mkdirSync(dirname(file), { recursive: true });
    if (!existsSync(file)) writeFileSync(file, '');
    this.#bytes = statSync(file).size;
  }

  writeLine(line: string): void {
    try {
      if (this.#lost > 0) this.#append(`[${this.#lost} lines lost: the log could not be written]`);
      this.#lost = 0;
      this.#append(line);
    } catch {
      this.#lost++;
    }
  }

  #append(line: string): void {
    const text = `${line}\n`;
    const bytes = Buffer.byteLength(text);
    if (this.#bytes > 0 && this.#bytes + bytes > this.limits.maxBytes) this.#turnOver();
    appendFileSync(this.file, text);
    this.#bytes += bytes;
  }

  #turnOver(): void {
    rmSync(`${this.file}.${this.limits.keep}`, { force: true });
    for (let i = this.limits.keep - 1; i >= 1; i--) {
      if (existsSync(`${this.file}.${i}`)) renameSync(`${this.file}.${i}`, `${this.file}.${i + 1}`);
    }
    renameSync(this.file, `${this.file}.1`);
    this.#bytes = 0;
  }
}
