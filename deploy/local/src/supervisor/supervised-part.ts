import { type CatalogueEntry, StellwerkError } from '@stellwerk/contracts';
import { errors } from '../errors.js';
import type { Part } from '../part.js';
import type { PortName } from '../ports.js';
import { backoffMs, nextFailures } from '../process/backoff.js';
import { lastWords } from '../process/last-words.js';
import { type ExitInfo, PartProcess } from '../process/part-process.js';
import { pause } from '../process/wait.js';
import { PartOutput } from './part-output.js';
import type { PartState, PartStatus, SupervisionTimings } from './part-status.js';

export interface SupervisedPartOptions {
  readonly part: Part;
  readonly logFile: string;
  readonly timings: SupervisionTimings;
  readonly now: () => Date;
  readonly onChange: (status: PartStatus) => void;
}

/** Before a part was ever ready, this many deaths without a known cause fail the start. */
const FIRST_START_ATTEMPTS = 3;

/** Keeps one part running from `start` to `stop`. */
export class SupervisedPart {
  readonly #output: PartOutput;
  #process: PartProcess | undefined;
  #state: PartState = 'stopped';
  #since: Date;
  #reason: string | null = null;
  #starts = 0;
  #failures = 0;
  #alarm: StellwerkError | undefined;
  #stop: AbortController = new AbortController();
  #loop: Promise<void> = Promise.resolve();

  constructor(private readonly options: SupervisedPartOptions) {
    this.#output = new PartOutput(options.logFile);
    this.#since = options.now();
  }

  get name(): string {
    return this.options.part.name;
  }

  get portNames(): readonly PortName[] {
    return this.options.part.portNames;
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
    if (this.#state === 'stopped') return;
    this.#output.note('stopped', this.options.now());
    this.#become('stopped', null);
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
      this.#output.note(failure.message, this.options.now());
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
    this.#alarm = undefined;
    const onLine = this.#output.begin(part.logFilter(), (line) => this.#checkAlarm(line));
    const started = await PartProcess.start(part.process(), onLine);
    this.#process = started;
    this.#starts++;
    this.#output.note(`process ${started.pid} started`, this.options.now());
    this.#become('starting', this.#reason);
    if (this.#stop.signal.aborted) await started.stop();
    return started;
  }

  #checkAlarm(line: string): void {
    if (this.#state !== 'starting') return;
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
        return new StellwerkError(errors.PART_TIMED_OUT, { part: part.name, seconds, log: this.options.logFile });
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
    const known = this.#alarm ?? this.options.part.explain(this.#output.lastLines);
    if (known) return known;
    const words = lastWords(this.#output.lastLines) ?? 'it printed nothing';
    return new StellwerkError(entry, this.#details(signal ? `signal ${signal}` : `code ${code}, ${words}`));
  }

  #asFailure(error: unknown): StellwerkError {
    if (error instanceof StellwerkError) return error;
    const reason = error instanceof Error ? error.message : String(error);
    const details = this.#details(reason);
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') {
      return new StellwerkError(errors.DISK_FULL, { part: this.name, folder: this.options.logFile }, { cause: error });
    }
    return new StellwerkError(errors.PART_FAILED, details, { cause: error });
  }

  #details(reason: string) {
    return { part: this.name, reason, log: this.options.logFile };
  }

  #become(state: PartState, reason: string | null): void {
    if (state !== this.#state) this.#since = this.options.now();
    this.#state = state;
    this.#reason = reason;
    this.options.onChange(this.status);
  }
}
