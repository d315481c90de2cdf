import { catalogue } from '@stellwerk/contracts';

/** Everything the identity service can refuse, and why; the same codes stand in `docs/reference/errors.md`. */
export const errors = catalogue('IDN', {
  KEY_NOT_HERE: {
    status: 404,
    retry: 'never',
    text: 'no container of the partitions held here knows the key',
    fix: 'a key that nothing links stands for itself; with several instances ask the others as well',
  },
  RETRACTION_EMPTY: {
    status: 400,
    retry: 'changed',
    text: 'both keys are the same',
    fix: 'name two different identity keys',
  },
});
