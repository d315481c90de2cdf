import { randomUUID } from 'node:crypto';
import { type Bus, toMessage } from '@stellwerk/bus';
import { accessRecorded, type PayloadOf } from '@stellwerk/contracts';
import type { Clock } from './tokens.js';

export type Access = Omit<PayloadOf<typeof accessRecorded>, 'accessId' | 'at'>;

/** Writes down who is about to be shown, or to set going again, what is not for everybody. */
export class AccessRecord {
  /** @param source service that grants the access */
  constructor(
    private readonly bus: Pick<Bus, 'publish'>,
    private readonly clock: Clock,
    private readonly source: string,
  ) {}

  /** Resolves when the record is durable; only then may the content be shown. @throws UnavailableError */
  async write(access: Access): Promise<void> {
    const at = this.clock().toISOString();
    const accessId = randomUUID();
    const envelope = { id: accessId, time: at, source: this.source, tenant: access.tenant };
    await this.bus.publish([toMessage(accessRecorded, { ...access, accessId, at }, envelope)]);
  }
}
