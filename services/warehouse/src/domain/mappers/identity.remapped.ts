import { identityRemapped } from '@stellwerk/contracts';
import { defineMapper } from '../mapper.js';
import { rowOf } from '../table.js';
import { identity } from '../tables.js';
import { instantCell } from '../values.js';

/** A change of the identity map. */
export const identityRemappedMapper = defineMapper(identityRemapped, (payload) => [
  rowOf(identity, {
    tenant: payload.tenant,
    person_key: payload.key,
    person: payload.to,
    person_before: payload.from,
    valid_from: instantCell(payload.validFrom, 'validFrom'),
    valid_to: instantCell(payload.validTo, 'validTo'),
    graph_version: payload.graphVersion,
    kind: payload.kind,
    component: payload.component,
    decided_at: instantCell(payload.decidedAt, 'decidedAt'),
  }),
]);
