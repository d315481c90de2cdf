import { StellwerkError } from '@stellwerk/contracts';
import type { Sealer } from '../adapters/sealer.js';
import type { Door } from '../door.js';
import { errors } from '../errors.js';
import { importProtocol } from '../imports/import-protocol.js';
import type { Imports } from '../imports/imports.js';
import type { Accepted } from '../protocols/protocol.js';
import type { Rejected, RejectedLog } from './rejected-log.js';

export interface RepairDeps {
  readonly log: Pick<RejectedLog, 'find'>;
  readonly sealer: Pick<Sealer, 'open'>;
  readonly door: Pick<Door, 'replay'>;
  /** Takes rows of files again. */
  readonly imports: Pick<Imports, 'replay'>;
}

/** Shows and replays what the door refused. */
export class Repair {
  constructor(private readonly deps: RepairDeps) {}

  /**
   * A rejection with the bytes as they came.
   * @throws StellwerkError TRK_REJECTED_UNKNOWN, TRK_ORIGINAL_NOT_KEPT, TRK_SEAL_DESTROYED
   */
  async open(tenant: string, rejectedId: string): Promise<{ rejected: Rejected; original: Buffer }> {
    const rejected = await this.deps.log.find(tenant, rejectedId);
    return { rejected, original: this.#unseal(rejected) };
  }

  /**
   * Sends the original, or the bytes that stand in for it, through the door again, as of the time it first came. Events keep
   * the ids that their bytes give them, so a second replay brings nothing twice.
   * @throws StellwerkError as {@link open}, TRK_ORIGINAL_IN_PART, or why the door still refuses
   */
  async replay(tenant: string, rejectedId: string, fixed: Buffer | undefined): Promise<Accepted> {
    const rejected = await this.deps.log.find(tenant, rejectedId);
    const { contentEncoding, ...plain } = rejected;
    const taker = rejected.protocol === importProtocol.name ? this.deps.imports : this.deps.door;
    if (fixed) return taker.replay(plain, fixed);
    const { bytes, keptBytes } = rejected;
    if (keptBytes !== undefined) throw new StellwerkError(errors.ORIGINAL_IN_PART, { bytes, kept: keptBytes });
    return taker.replay(rejected, this.#unseal(rejected));
  }

  #unseal({ sealed }: Rejected): Buffer {
    if (!sealed) throw new StellwerkError(errors.ORIGINAL_NOT_KEPT);
    const original = this.deps.sealer.open(sealed);
    if (!original) throw new StellwerkError(errors.SEAL_DESTROYED);
    return original;
  }
}
