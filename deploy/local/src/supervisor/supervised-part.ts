import { type CatalogueEntry, StellwerkError } from '@stellwerk/contracts';
import { errors } from '../errors.js';
import type { Part } from '../part.js';
import { type BackoffPolicy, backoffMs, nextFailures } from '../process/backoff.js';
import { lastWords } from '../process/last-words.js';
import { type ExitInfo, PartProcess } from '../process/part-process.js';
import { RotatingLog } from '../process/rotating-log.js';
import { pause } from '../process/wait.js';

/**
 * `starting` until first ready; `ready`; `unhealthy` = runs, but does not answer its readiness check;
 * `waiting` = ended by itself, restarts after a pause; `stopped` = on request.
 */
export type PartState = 'stopped' | 'starting' | 'ready' | 'unhealthy' | 'waiting';

export interface PartStatus {
  readonly name: string;
  readonly state: PartState;
  readonly pid: number | null;
  readonly port: number;
  /** Starts after the first one. */
  readonly restarts: number;
  /** Start of the present state, ISO 8601. */
  readonly since: string;
  /** Why the part last ended by itself, or why it is not ready. */
  readonly reason: string | null;
}

export interface SupervisionTimings {
  readonly backoff: BackoffPolicy;
  readonly readyPollMs: number;
  readonly healthCheckMs: number;
  /** Failed health checks in a row before a part counts as unhealthy. */
  readonly healthFailures: number;
}

export interface SupervisedPartOptions {
  readonly part: Part;
  readonly logFile: string;
  readonly timings: SupervisionTimings;
  readonly now: () => Date;
  readonly onChange: (status: PartStatus) => void;
}

const LAST_LINES = 200;
const MAX_LINE_CHARACTERS = 8_192;
/** Before a part was ever ready, this many deaths without a known cause fail the start. */
const FIRST_START_ATTEMPTS = 3;

/** Keeps one part running from `start` to `stop`. */
export class SupervisedPart {
  readonly #log: RotatingLog;
  #process: PartProcess | undefined;
  #state: PartState = 'stopped';
  #since: Date;
  #reason: string | null = null;
  #starts = 0;
  #failures = 0;
  #lastLines: string[] = [];
  #alarm: StellwerkError | undefined;
  #stop: AbortController = new AbortController();
  #loop: Promise<void> = Promise.resolve();

  constructor(private readonly options: SupervisedPartOptions) {
    this.#log = new RotatingLog(options.logFile);
    this.#since = options.now();
  }

  get name(): string {
    return this.options.part.name;
  }

  get logFile(): string {
    return this.options.logFile;
  }

  get status(): PartStatus {
    return {
      name: this.name,
      state: this.#state,
      pid: this.#running?.pid ?? null,
      port: this.options.part.port,
      restarts: Math.max(0, this.#starts - 1),
      since: this.#since.toISOString(),
      reason: this.#reason,
    };
  }

  get ready(): boolean {
    return this.#state === 'ready' && this.#running !== undefined;
  }

  get #running(): PartProcess | undefined {
    return this.#process?.running ? this.#process : undefined;
  }

  /** Starts the part and returns when it is ready. @throws when it cannot become ready; it is stopped then. */
  async start(): Promise<void> {
    this.#stop = new AbortController();
    this.#failures = 0;
    const ready = Promise.withResolvers<void>();
    this.#loop = this.#supervise(ready);
    try {
      await ready.promise;
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** Ends the part and its supervision. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#process?.stop();
    await this.#loop;
    if (this.#state !== 'stopped') this.#become('stopped', null);
  }

  /**
   * Sends a signal to the program; supervision goes on, so a killed part comes back. After SIGKILL it returns when the
   * program is gone. False when it did not run.
   */
  async kill(signal: NodeJS.Signals): Promise<boolean> {
    const process = this.#process;
    if (!process?.signal(signal)) return false;
    if (signal === 'SIGKILL') await process.exited;
    return true;
  }

  /** Runs, watches and runs again until stopped. `firstReady` settles with the first success or the final failure. */
  async #supervise(firstReady: PromiseWithResolvers<void>): Promise<void> {
    let everReady = false;
    while (!this.#stop.signal.aborted) {
      let readyForMs = 0;
      let failure: StellwerkError;
      try {
        const process = await this.#spawn();
        const startFailure = await this.#untilReady(process);
        if (startFailure) {
          failure = startFailure;
        } else {
          everReady = true;
          const readyAt = performance.now();
          this.#become('ready', null);
          firstReady.resolve();
          failure = this.#whyEnded(await this.#watch(process), errors.PART_ENDED);
          readyForMs = performance.now() - readyAt;
        }
      } catch (error) {
        failure = this.#asFailure(error);
      }
      if (this.#stop.signal.aborted) break;
      this.#failures = nextFailures(this.options.timings.backoff, this.#failures, readyForMs);
      if (!everReady && (failure.entry !== errors.PART_FAILED || this.#failures >= FIRST_START_ATTEMPTS)) {
        firstReady.reject(failure);
        return;
      }
      this.#become('waiting', failure.message);
      await pause(backoffMs(this.options.timings.backoff, this.#failures), this.#stop.signal);
    }
    firstReady.reject(new StellwerkError(errors.START_CANCELLED));
  }

  async #spawn(): Promise<PartProcess> {
    const { part } = this.options;
    this.#become('starting', this.#reason);
    await part.prepare();
    this.#lastLines = [];
    this.#alarm = undefined;
    const filter = part.logFilter();
    const started = await PartProcess.start(part.process(), (line) => this.#onLine(filter(line)));
    this.#process = started;
    this.#starts++;
    this.#become('starting', this.#reason);
    if (this.#stop.signal.aborted) await started.stop();
    return started;
  }

  #onLine(line: string | undefined): void {
    if (line === undefined) return;
    const bounded = line.slice(0, MAX_LINE_CHARACTERS);
    this.#lastLines.push(bounded);
    if (this.#lastLines.length > LAST_LINES) this.#lastLines.shift();
    if (this.#state === 'starting') this.#checkAlarm(bounded);
    this.#log.writeLine(bounded);
  }

  #checkAlarm(line: string): void {
    this.#alarm ??= this.options.part.alarm(line);
    if (this.#alarm) this.#process?.signal('SIGKILL');
  }

  /** Undefined once ready; otherwise why it did not get there. A program that hangs at its start is ended. */
  async #untilReady(process: PartProcess): Promise<StellwerkError | undefined> {
    const { part, timings } = this.options;
    const deadline = performance.now() + part.startTimeoutMs;
    while (process.running) {
      if (await part.ready()) return undefined;
      if (performance.now() > deadline) {
        await process.stop();
        const seconds = part.startTimeoutMs / 1_000;
        return new StellwerkError(errors.PART_TIMED_OUT, { part: part.name, seconds, log: this.#log.file });
      }
      await pause(timings.readyPollMs, process.ended);
    }
    return this.#whyEnded(await process.exited, errors.PART_FAILED);
  }

  /** Checks the health of a ready part until its program ends. */
  async #watch(process: PartProcess): Promise<ExitInfo> {
    const { part, timings } = this.options;
    let failed = 0;
    while (process.running) {
      await pause(timings.healthCheckMs, process.ended);
      if (!process.running || this.#stop.signal.aborted) break;
      failed = (await part.ready()) ? 0 : failed + 1;
      if (failed === 0 && this.#state === 'unhealthy') this.#become('ready', null);
      if (failed >= timings.healthFailures && this.#state === 'ready' && process.running) {
        this.#become('unhealthy', `its readiness check failed ${failed} times`);
      }
    }
    return process.exited;
  }

  /** A killed program left no last words; of any other its last line is the best guess. */
  #whyEnded({ code, signal }: ExitInfo, entry: CatalogueEntry): StellwerkError {
    const known = this.#alarm ?? this.options.part.explain(this.#lastLines);
    if (known) return known;
    const words = lastWords(this.#lastLines) ?? 'it printed nothing';
    return new StellwerkError(entry, this.#details(signal ? `signal ${signal}` : `code ${code}, ${words}`));
  }

  #asFailure(error: unknown): StellwerkError {
    if (error instanceof StellwerkError) return error;
    const reason = error instanceof Error ? error.message : String(error);
    const details = this.#details(reason);
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') {
      return new StellwerkError(errors.DISK_FULL, { part: this.name, folder: this.#log.file }, { cause: error });
    }
    return new StellwerkError(errors.PART_FAILED, details, { cause: error });
  }

  #details(reason: string) {
    return { part: this.name, reason, log: this.#log.file };
  }

  #become(state: PartState, reason: string | null): void {
    if (state !== this.#state) this.#since = this.options.now();
    this.#state = state;
    this.#reason = reason;
    this.options.onChange(this.status);
  }
}
