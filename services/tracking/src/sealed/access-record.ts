import { randomUUID } from 'node:crypto';
import { type Bus, toMessage } from '@stellwerk/bus';
import { accessRecorded, type PayloadOf } from '@stellwerk/contracts';
import type { Clock } from '@stellwerk/service';

export type Access = Omit<PayloadOf<typeof accessRecorded>, 'accessId' | 'at'>;

/** Writes down who is about to be shown what is under seal. */
export class AccessRecord {
  constructor(
    private readonly bus: Pick<Bus, 'publish'>,
    private readonly clock: Clock,
  ) {}

  /** Resolves when the record is durable; only then may the content be shown. @throws UnavailableError */
  async write(access: Access): Promise<void> {
    const at = this.clock().toISOString();
    const accessId = randomUUID();
    const envelope = { id: accessId, time: at, source: 'tracking', tenant: access.tenant };
    await this.bus.publish([toMessage(accessRecorded, { ...access, accessId, at }, envelope)]);
  }
}
