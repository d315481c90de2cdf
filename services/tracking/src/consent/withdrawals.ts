import type { ConsentTable, ControlTable } from '@stellwerk/bus';
import type { TrackedEvent } from '@stellwerk/contracts';
import { narrowConsent } from '../domain/consent/narrow.js';

/** What later statements leave of an event; `null` = nothing but a count. */
export type Withdrawals = (event: TrackedEvent) => TrackedEvent | null;

/** Storage purpose where the policy that decided no longer exists: the strictest that there is. */
const USUAL_STORAGE_PURPOSE = 'analytics_store';

/** Holds events that are not out yet to what the persons behind them have stated in the meantime. */
export function createWithdrawals(
  table: Pick<ConsentTable, 'permitted'>,
  control: Pick<ControlTable, 'get'>,
): Withdrawals {
  return (event) => {
    const { tenant, keys, consent } = event;
    const permitted = table.permitted(tenant, keys, consent.purposes);
    if (permitted === consent.purposes) return event;
    const purposeOf = (name: string) => control.get('destination', tenant, name)?.spec.purpose;
    const narrowed = narrowConsent(consent, permitted, purposeOf);
    const [policyName = ''] = consent.policy.split('@');
    const policy = control.get('consent-policy', tenant, policyName);
    const isKept = narrowed.purposes.includes(policy?.spec.storagePurpose ?? USUAL_STORAGE_PURPOSE);
    return isKept ? { ...event, consent: narrowed } : null;
  };
}
