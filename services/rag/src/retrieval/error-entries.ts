import type { ErrorEntry } from '@stellwerk/contracts';

/** What a search can refuse; part of the catalogue of the service. */
export const searchEntries = {
  SEARCH_INVALID: {
    status: 400,
    retry: 'changed',
    text: '{field} {problem}',
    fix: 'change the field that the message names',
  },
} as const satisfies Record<string, ErrorEntry>;
