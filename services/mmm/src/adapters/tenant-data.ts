import type { ControlTable } from '@stellwerk/bus';
import type { ClickHouseOptions } from '@stellwerk/clickhouse';
import type { TenantData, TenantPanel, TenantQuery } from '../fits.js';
import type { TaskThreads } from './task-threads.js';

/** A tenant's data from the platform's store, up to yesterday in the tenant's time zone: today is not over. */
export class ClickHouseTenantData implements TenantData {
  constructor(
    private readonly threads: TaskThreads,
    private readonly clickHouse: ClickHouseOptions,
    private readonly control: Pick<ControlTable, 'get'>,
    private readonly clock: () => Date,
  ) {}

  read(query: TenantQuery): Promise<TenantPanel> {
    const timeZone = this.control.get('tenant', query.tenant, query.tenant)?.spec.timezone ?? 'UTC';
    // The Swedish way of writing a date is that of ISO 8601.
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone }).format(this.clock());
    return this.threads.run({ kind: 'read', clickHouse: this.clickHouse, query: { ...query, today } });
  }
}
