import { consentChanged } from '@stellwerk/contracts';
import { defineMapper } from '../mapper.js';
import { rowOf } from '../table.js';
import { consent } from '../tables.js';
import { instantCell } from '../values.js';

/** A statement of a person about what is allowed from now on. */
export const consentChangedMapper = defineMapper(consentChanged, (payload) => [
  rowOf(consent, {
    tenant: payload.tenant,
    person_key: payload.personKey,
    person: payload.person,
    changed_at: instantCell(payload.at, 'at'),
    stated_at: instantCell(payload.statedAt, 'statedAt'),
    change_id: payload.changeId,
    purposes: payload.purposes,
    granted: payload.granted,
    refused: payload.refused,
    locked: payload.locked,
    stated_by: payload.by,
    source: payload.source ?? '',
    policy: payload.policy ?? '',
    region: payload.region ?? '',
    signals: JSON.stringify(payload.signals ?? []),
  }),
]);
