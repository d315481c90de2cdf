import type { TenantVectors } from '@stellwerk/vectors';

/** What a search needs of the points of a tenant: it reads and never writes. */
export type SearchablePoints = Pick<TenantVectors, 'search' | 'retrieve' | 'count' | 'facet' | 'scroll'>;

/** Where a search finds the points of a tenant. */
export interface SearchableEngine {
  tenant(collection: string, tenant: string): SearchablePoints;
}
