import { identityRemapped } from '@stellwerk/contracts';
import { defineMapper } from '../mapper.js';
import { rowOf } from '../table.js';
import { identity } from '../tables.js';
import { instantCell } from '../values.js';

/** A change of the identity map: all that holds of a key now, in one row. */
export const identityRemappedMapper = defineMapper(identityRemapped, (payload) => [
  rowOf(identity, {
    tenant: payload.tenant,
    person_key: payload.key,
    person: payload.to,
    person_before: payload.from,
    valid_from: instantCell(payload.validFrom, 'validFrom'),
    valid_to: instantCell(payload.validTo, 'validTo'),
    slice_starts: (payload.slices ?? []).map(({ validFrom }) => instantCell(validFrom, 'slices')),
    slice_persons: (payload.slices ?? []).map(({ person }) => person),
    graph_version: payload.graphVersion,
    kind: payload.kind,
    component: payload.component,
    decided_at: instantCell(payload.decidedAt, 'decidedAt'),
  }),
]);
