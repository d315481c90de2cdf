import type { Schemas } from '@qdrant/js-client-rest';
import { StellwerkError } from '@stellwerk/contracts';
import { vectorErrors } from './errors.js';
import { MAX_CONDITION_VALUES, TENANT_FIELD } from './limits.js';
import type { FieldCondition, VectorFilter } from './port.js';

export type EngineFilter = Schemas['Filter'];
type EngineCondition =
  | Schemas['FieldCondition']
  | Schemas['HasIdCondition']
  | Schemas['IsEmptyCondition']
  | EngineFilter;

/**
 * The one place where a request is bound to a tenant: every filter that leaves this package is made here, and the tenant
 * stands in it as a condition of its own, which nothing in the caller's filter can loosen.
 */
export function tenantFilter(tenant: string, filter: VectorFilter = {}): EngineFilter {
  const { must = [], mustNot = [], should } = filter;
  return {
    must: [{ key: TENANT_FIELD, match: { value: tenant } }, ...must.map(toCondition)],
    ...(mustNot.length > 0 && { must_not: mustNot.map(toCondition) }),
    ...(should && { should: atLeastOne(should).map(toCondition) }),
  };
}

function atLeastOne(conditions: readonly FieldCondition[]): readonly FieldCondition[] {
  if (conditions.length === 0) throw invalid('should', 'of no conditions none can hold: leave it out or name one');
  return conditions;
}

function toCondition(condition: FieldCondition): EngineCondition {
  if ('ids' in condition) return { has_id: [...bounded('ids', condition.ids)] };
  const { field } = condition;
  if (field === TENANT_FIELD) throw new StellwerkError(vectorErrors.FIELD_RESERVED, { field }, { field });
  if ('isEmpty' in condition) return { is_empty: { key: field } };
  if ('range' in condition) return { key: field, range: checkedRange(field, condition.range) };
  return anyOf(field, bounded(field, condition.anyOf));
}

function anyOf(field: string, values: readonly (string | number | boolean)[]): EngineCondition {
  if (values.every((value) => typeof value === 'string')) return { key: field, match: { any: values } };
  if (values.every((value) => Number.isSafeInteger(value))) return { key: field, match: { any: values as number[] } };
  if (values.every((value) => typeof value === 'boolean')) {
    return { should: values.map((value) => ({ key: field, match: { value } })) };
  }
  throw invalid(field, 'values must be all texts, all integers or all true and false');
}

function checkedRange(field: string, range: Readonly<Record<string, number | undefined>>): Schemas['Range'] {
  const bounds = Object.entries(range).filter(([, bound]) => bound !== undefined);
  if (bounds.length === 0 || bounds.some(([, bound]) => !Number.isFinite(bound))) {
    throw invalid(field, 'a range needs at least one bound, and bounds are finite');
  }
  return Object.fromEntries(bounds);
}

function bounded<Value>(field: string, values: readonly Value[]): readonly Value[] {
  if (values.length === 0) throw invalid(field, 'of no values none can match: leave the condition out or name one');
  if (values.length > MAX_CONDITION_VALUES) throw invalid(field, `more than ${MAX_CONDITION_VALUES} values`);
  return values;
}

function invalid(field: string, problem: string): StellwerkError {
  return new StellwerkError(vectorErrors.FILTER_INVALID, { field, problem }, { field });
}
