import { type Bus, parseMessage, type ReceivedMessage } from '@stellwerk/bus';
import { type PayloadOf, StellwerkError, trackingRejected } from '@stellwerk/contracts';
import { errors } from '../errors.js';

export type Rejected = PayloadOf<typeof trackingRejected>;

/** A rejection without its original. */
export type RejectedSummary = Omit<Rejected, 'sealed'> & { readonly hasOriginal: boolean };

/**
 * How far back a list looks in each partition: the second time where the first has not found enough, because others had more
 * refused. Older rejections are still found by their id.
 */
const LIST_WINDOWS = [5_000n, 200_000n];

/** Reads what the door refused from where it wrote it; the topic keeps it for 31 days, but its original can be read only while the tenant's key lives. */
export class RejectedLog {
  constructor(private readonly bus: Pick<Bus, 'offsets' | 'readFrom'>) {}

  /** The newest rejections of a tenant, newest first, each once however often the same bytes came. */
  async list(tenant: string, limit: number): Promise<RejectedSummary[]> {
    let newest = new Map<string, RejectedSummary>();
    for (const window of LIST_WINDOWS) {
      newest = new Map();
      const isAll = await this.#each(window, tenant, ({ sealed, ...rejected }) => {
        newest.delete(rejected.rejectedId);
        newest.set(rejected.rejectedId, { ...rejected, hasOriginal: sealed !== undefined });
      });
      if (isAll || newest.size >= limit) break;
    }
    return [...newest.values()].sort((left, right) => right.at.localeCompare(left.at)).slice(0, limit);
  }

  /** @throws StellwerkError TRK_REJECTED_UNKNOWN */
  async find(tenant: string, rejectedId: string): Promise<Rejected> {
    const found: Rejected[] = [];
    await this.#each(null, tenant, (rejected) => {
      if (rejected.rejectedId === rejectedId) found[0] = rejected;
    });
    const [rejected] = found;
    if (!rejected) throw new StellwerkError(errors.REJECTED_UNKNOWN, {}, { field: 'id' });
    return rejected;
  }

  /** Visits the newest of each partition, or all; whether they were all. */
  async #each(window: bigint | null, tenant: string, visit: (rejected: Rejected) => void): Promise<boolean> {
    const offsets = await this.bus.offsets(trackingRejected.type);
    let isAll = true;
    await Promise.all(
      [...offsets].map(async ([partition, { low, high }]) => {
        const from = window === null || high - window < low ? low : high - window;
        if (from > low) isAll = false;
        if (from === high) return;
        for await (const message of this.bus.readFrom(trackingRejected.type, partition, from)) {
          const rejected = ofTenant(message, tenant);
          if (rejected) visit(rejected);
        }
      }),
    );
    return isAll;
  }
}

/** The key begins with the tenant, so what belongs to others is not even parsed. */
function ofTenant(message: ReceivedMessage, tenant: string): Rejected | undefined {
  if (!message.key.startsWith(`${tenant}/`)) return undefined;
  const parsed = parseMessage(trackingRejected, message);
  return parsed.ok ? parsed.payload : undefined;
}
