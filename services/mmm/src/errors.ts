import { catalogue } from '@stellwerk/contracts';

/** Everything that the media mix can refuse, and why; the same codes stand in `docs/reference/errors.md`. */
export const errors = catalogue('MMM', {
  FILE_UNREADABLE: {
    status: 400,
    retry: 'changed',
    text: 'cannot read {file}: {problem}',
    fix: 'name a file that exists',
  },
  SPEC_UNREADABLE: {
    status: 400,
    retry: 'changed',
    text: 'the specification is no YAML: {problem}',
    fix: 'correct the line that it names',
  },
  SPEC_INVALID: {
    status: 400,
    retry: 'changed',
    text: '{path} {problem}: {remedy}',
    fix: 'correct the specification at the path that the message names',
  },
});
