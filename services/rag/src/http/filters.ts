import type { z } from 'zod';
import type { SearchFilters } from '../domain/search.js';
import type { searchFilters } from './requests.js';

/** Filters as the domain has them: what was not given is absent. */
export const toFilters = (given: z.infer<typeof searchFilters>): SearchFilters =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
