import type { ControlTable } from '@stellwerk/bus';
import type { Money, TrackedEvent } from '@stellwerk/contracts';
import { convert } from '../domain/enrich/convert.js';

/** Adds what an event is worth in the tenant's reporting currency, where the tenant names a rate table. */
export function createConversion(control: ControlTable): (event: TrackedEvent) => TrackedEvent {
  return (event) => {
    const money = worthOf(event);
    if (!money) return event;
    const tenant = control.get('tenant', event.tenant, event.tenant)?.spec;
    const table =
      tenant?.rateTable === undefined ? undefined : control.get('rate-table', event.tenant, tenant.rateTable);
    if (!tenant || !table) return event;
    const rates = { label: `${table.name}@${table.version}`, spec: table.spec };
    const converted = convert(money, tenant.currency, event.eventTime.slice(0, 10), rates);
    return converted ? { ...event, converted } : event;
  };
}

function worthOf(event: TrackedEvent): Money | undefined {
  if ('total' in event) return event.total;
  return event.kind === 'Custom' ? event.value : undefined;
}
