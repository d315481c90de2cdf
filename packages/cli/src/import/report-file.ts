import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { Problem } from '@stellwerk/import';
import { unreadable } from '../platform/unreadable.js';

const COLUMNS = ['row', 'line', 'column', 'field', 'code', 'problem', 'value', 'fix'] as const;

/** Every bad row in a file: JSONL where its name says so, else CSV for spreadsheets. It comes into being with the first. */
export class ReportFile {
  #stream: WriteStream | undefined;
  readonly #isJson: boolean;

  constructor(readonly path: string) {
    this.#isJson = /\.(jsonl|ndjson)$/.test(path);
  }

  /** Whether there was anything to write. */
  get exists(): boolean {
    return this.#stream !== undefined;
  }

  async add(problem: Problem): Promise<void> {
    const line = this.#isJson ? JSON.stringify(problem) : COLUMNS.map((column) => cell(problem[column])).join(',');
    await this.#write(line);
  }

  /** Resolves when everything is on disk. @throws CLI_FILE_UNREADABLE */
  async close(): Promise<void> {
    if (!this.#stream) return;
    this.#stream.end();
    await finished(this.#stream).catch((error: unknown) => {
      throw unreadable(this.path, error);
    });
  }

  async #write(line: string): Promise<void> {
    if (!this.#stream) {
      this.#stream = createWriteStream(this.path, { mode: 0o600 });
      await once(this.#stream, 'open').catch((error: unknown) => {
        this.#stream = undefined;
        throw unreadable(this.path, error);
      });
      if (!this.#isJson) this.#stream.write(`${COLUMNS.join(',')}\n`);
    }
    if (!this.#stream.write(`${line}\n`)) await once(this.#stream, 'drain');
  }
}

/** A cell of CSV. What a spreadsheet would take for a formula is marked as text (owasp.org, CSV injection). */
function cell(value: string | number | undefined): string {
  const text = String(value ?? '');
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
