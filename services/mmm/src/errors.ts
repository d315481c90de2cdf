import { catalogue } from '@stellwerk/contracts';

/** Everything that the media mix can refuse, and why; the same codes stand in `docs/reference/errors.md`. */
export const errors = catalogue('MMM', {
  FILE_UNREADABLE: {
    status: 400,
    retry: 'changed',
    text: 'cannot read {file}: {problem}',
    fix: 'name a file that exists',
  },
});
