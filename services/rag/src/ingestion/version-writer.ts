import type { ParsedDocument } from '../domain/document.js';
import type { ActiveGenerations } from '../generations/generation-index.js';
import { ofVersion, removePoints } from '../ledger/count.js';
import type { VersionRecord } from '../ledger/records.js';
import { persist } from './outage.js';
import type { Effort } from './outcome.js';
import type { Clock, VectorCache } from './ports.js';
import { chunksOf, type WriteOptions, withShare, writeVersion } from './write-version.js';

export interface VersionWriterParts {
  readonly generations: ActiveGenerations;
  readonly vectors: VectorCache;
  readonly clock: Clock;
  /** How long requests that began before a change may still read. */
  readonly graceMs: number;
}

type Visible = { readonly visibleFrom: number; readonly visibleUntil: number };

/** Writes versions into every generation that is active, and keeps the ledger ahead of the engine. */
export class VersionWriter {
  constructor(private readonly parts: VersionWriterParts) {}

  /**
   * Points of a version in all generations. What another than the live one refuses is owed to it: the one that fills
   * generations writes it later.
   * @returns the record with the shares of all that is complete
   */
  async write(
    version: VersionRecord,
    parsed: ParsedDocument,
    visible: Visible,
    effort: Effort,
    options: WriteOptions,
  ): Promise<VersionRecord> {
    let record = version;
    for (const index of this.parts.generations.active()) {
      try {
        const { chunks, digest } = chunksOf(index, record, parsed);
        const written = await writeVersion(this.parts, index, record, chunks, visible, options);
        effort.pointsWritten += written.points;
        effort.embeddingsComputed += written.computed;
        if (index.state === 'live') effort.chunks = written.points;
        record = withShare(record, index.name, { points: written.points, digest, state: 'complete' });
      } catch (error) {
        if (index.state === 'live' || options.signal?.aborted) throw error;
        await persist(this.parts.clock, options.signal, () =>
          removePoints([index], record.tenant, record.documentId, ofVersion(record)),
        );
      }
    }
    return record;
  }

  /** Whether all generations hold exactly what would be written. */
  isWritten(version: VersionRecord, parsed: ParsedDocument): boolean {
    return this.parts.generations.active().every((index) => {
      const share = version.generations[index.name];
      return share?.state === 'complete' && share.digest === chunksOf(index, version, parsed).digest;
    });
  }

  /** Whether the live generation holds a version; what others lack is filled apart from ingestion. */
  isWhole(version: VersionRecord): boolean {
    return version.generations[this.parts.generations.live().name]?.state === 'complete';
  }

  /** The part of the payload that follows from metadata, on all points of a version. */
  async writePayload(record: VersionRecord, signal: AbortSignal | undefined): Promise<void> {
    for (const index of this.parts.generations.active()) {
      const payload = index.tools.payload({ key: record, metadata: record.metadata });
      const points = index.points(record.tenant);
      await persist(this.parts.clock, signal, () => points.setPayload(ofVersion(record), payload));
    }
  }

  /**
   * Takes away what an earlier writing of a version left, when it is to be written as new. Where it was served until a
   * moment ago, requests that still read it are waited for.
   */
  async clear(earlier: VersionRecord | undefined, signal: AbortSignal | undefined): Promise<void> {
    if (!earlier) return;
    const { clock, graceMs, generations } = this.parts;
    const freeMs = earlier.state === 'superseded' ? Date.parse(earlier.supersededAt ?? '') + graceMs : 0;
    if (freeMs > clock.now()) await clock.sleep(freeMs - clock.now(), signal);
    await persist(clock, signal, () =>
      removePoints(generations.stored(), earlier.tenant, earlier.documentId, ofVersion(earlier)),
    );
  }
}
