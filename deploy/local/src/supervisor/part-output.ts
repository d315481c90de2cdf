import type { LogFilter } from '../part.js';
import { RotatingLog } from '../process/rotating-log.js';

const KEPT_LINES = 200;
const MAX_LINE_CHARACTERS = 8_192;

/** What one part prints: filtered, bounded, written to its log, and the last of it kept to explain a death. */
export class PartOutput {
  readonly #log: RotatingLog;
  #lines: string[] = [];

  constructor(readonly file: string) {
    this.#log = new RotatingLog(file);
  }

  /** The last lines of the present run. */
  get lastLines(): readonly string[] {
    return this.#lines;
  }

  /** A line of the supervisor's own, between those of the part. */
  note(text: string, at: Date): void {
    this.#log.writeLine(`${at.toISOString()} [supervisor] ${text}`);
  }

  /** Begins a run and returns where its lines go; `onLine` sees what the filter lets through. */
  begin(filter: LogFilter, onLine: (line: string) => void): (line: string) => void {
    this.#lines = [];
    return (line) => {
      const kept = filter(line)?.slice(0, MAX_LINE_CHARACTERS);
      if (kept === undefined) return;
      this.#lines.push(kept);
      if (this.#lines.length > KEPT_LINES) this.#lines.shift();
      this.#log.writeLine(kept);
      onLine(kept);
    };
  }
}
