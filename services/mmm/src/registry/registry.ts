import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { StellwerkError } from '@stellwerk/contracts';
import type { Panel } from '../domain/panel.js';
import { errors } from '../errors.js';
import { type FitRecord, fitRecord, isOpen } from './fit-record.js';
import { decodePanel, encodePanel } from './panel-file.js';
import { writeWhole } from './whole-file.js';

/** Files and folders of one fit. */
export interface FitFolder {
  readonly record: string;
  /** The data as it was read when the fit was asked for: a restart fits the same. */
  readonly panel: string;
  /** What `stellwerk mmm fit --out` writes: summary, draws, reports. */
  readonly run: string;
  readonly card: string;
}

/**
 * The model registry: a folder per fit with its record, its data and its results. Records are held in memory; every change is on
 * the disk before it is believed.
 */
export class FitRegistry {
  readonly #records = new Map<string, FitRecord>();
  readonly #damaged: string[] = [];

  private constructor(private readonly root: string) {}

  /** Reads what a former process left. A record that cannot be read is named by {@link damaged} and passed over. */
  static async open(stateDir: string): Promise<FitRegistry> {
    const registry = new FitRegistry(join(stateDir, 'fits'));
    await mkdir(registry.root, { recursive: true });
    for (const runId of await readdir(registry.root)) {
      const text = await readFile(registry.folderOf(runId).record, 'utf8').catch(() => '');
      const parsed = fitRecord.safeParse(parseJson(text));
      if (parsed.success && parsed.data.runId === runId) registry.#records.set(runId, parsed.data);
      else registry.#damaged.push(runId);
    }
    return registry;
  }

  /** Folders whose record cannot be read. */
  get damaged(): readonly string[] {
    return this.#damaged;
  }

  folderOf(runId: string): FitFolder {
    const file = (name: string) => join(this.root, runId, name);
    return { record: file('fit.json'), panel: file('panel.bin'), run: file('run'), card: file('model-card.md') };
  }

  get(runId: string): FitRecord | undefined {
    return this.#records.get(runId);
  }

  /** @throws StellwerkError MMM_FIT_UNKNOWN */
  require(runId: string): FitRecord {
    const record = this.#records.get(runId);
    if (!record) throw new StellwerkError(errors.FIT_UNKNOWN, { runId }, { field: 'id' });
    return record;
  }

  /** Every fit, the newest first. */
  list(): FitRecord[] {
    return [...this.#records.values()].sort((a, b) => (a.requestedAt < b.requestedAt ? 1 : -1));
  }

  /** Takes a new fit with its data. */
  async add(record: FitRecord, panel: Panel): Promise<void> {
    const folder = this.folderOf(record.runId);
    await mkdir(folder.run, { recursive: true });
    await writeWhole(folder.panel, encodePanel(panel));
    await this.write(record);
  }

  async write(record: FitRecord): Promise<void> {
    await writeWhole(this.folderOf(record.runId).record, `${JSON.stringify(record, null, 2)}\n`);
    this.#records.set(record.runId, record);
  }

  /** @throws StellwerkError MMM_RUN_DAMAGED */
  async readPanel(runId: string): Promise<Panel> {
    const { panel } = this.folderOf(runId);
    return decodePanel(await readFile(panel), panel);
  }

  /** Removes the oldest finished runs of a model beyond a number; none that is kept, and none that is open. */
  async prune(tenant: string, model: string, keep: number, isKept: (runId: string) => boolean): Promise<string[]> {
    const runs = this.list().filter((record) => record.tenant === tenant && record.model === model);
    const gone = runs.slice(keep).filter((record) => !isOpen(record) && !isKept(record.runId));
    for (const { runId } of gone) {
      this.#records.delete(runId);
      await rm(join(this.root, runId), { recursive: true, force: true });
    }
    return gone.map(({ runId }) => runId);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
