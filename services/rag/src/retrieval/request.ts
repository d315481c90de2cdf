import { StellwerkError } from '@stellwerk/contracts';
import type { Reader, SearchFilters, SearchRequest } from '../domain/search.js';
import { errors } from '../errors.js';
import { dayOf } from '../index-points/payload.js';

/** What a search may ask for; more is refused, because each of it costs time in the engine. */
export const searchBounds = {
  /** UTF-16 units of the question. */
  queryUnits: 2_000,
  hits: 100,
  /** Values of one filter. */
  filterValues: 100,
  /** Different keys of tags. */
  tagKeys: 16,
  /** Labels of the reader. */
  accessLabels: 128,
} as const;

/** @throws RAG_SEARCH_INVALID naming the field and its bound */
export function checkSearch({ query, limit, filters }: SearchRequest, reader: Reader): void {
  if (query.trim() === '') refuse('query', 'is empty');
  if (query.length > searchBounds.queryUnits) refuse('query', `is longer than ${searchBounds.queryUnits} characters`);
  if (!Number.isInteger(limit) || limit < 1 || limit > searchBounds.hits)
    refuse('limit', `is no whole number from 1 to ${searchBounds.hits}`);
  checkReader(reader);
  checkFilters(filters);
}

/** @throws RAG_SEARCH_INVALID where the reader has no label, or more than can be evaluated */
export function checkReader({ access }: Reader): void {
  if (access.length === 0) refuse('access', 'names no label, so nothing can be read');
  if (access.length > searchBounds.accessLabels)
    refuse('access', `names more than ${searchBounds.accessLabels} labels`);
}

/** @throws RAG_SEARCH_INVALID naming the filter */
export function checkFilters({ tags = {}, publishedFrom, publishedTo, ...lists }: SearchFilters): void {
  for (const [field, values] of [
    ...(['sources', 'languages', 'documentIds'] as const).map((name) => [name, lists[name]] as const),
    ...Object.entries(tags).map(([key, values]) => [`tags.${key}`, values] as const),
  ]) {
    if (values === undefined) continue;
    if (values.length === 0) refuse(`filters.${field}`, 'is an empty list: leave it out to allow all');
    if (values.length > searchBounds.filterValues)
      refuse(`filters.${field}`, `has more than ${searchBounds.filterValues} values`);
  }
  if (Object.keys(tags).length > searchBounds.tagKeys)
    refuse('filters.tags', `has more than ${searchBounds.tagKeys} keys`);
  const [from, to] = [dateOf('publishedFrom', publishedFrom), dateOf('publishedTo', publishedTo)];
  if (from !== undefined && to !== undefined && from > to) refuse('filters.publishedFrom', 'lies after publishedTo');
}

function dateOf(field: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const day = /^\d{4}-\d{2}-\d{2}/.test(value) ? dayOf(value) : undefined;
  if (day === undefined) refuse(`filters.${field}`, 'is no date such as 2026-11-23');
  return day;
}

function refuse(field: string, problem: string): never {
  throw new StellwerkError(errors.SEARCH_INVALID, { field, problem }, { field });
}
