import { catalogue } from '@stellwerk/contracts';

/** Everything the identity service can refuse, and why; the same codes stand in `docs/reference/errors.md`. */
export const errors = catalogue('IDN', {
  KEY_UNKNOWN: {
    status: 404,
    retry: 'never',
    text: 'nothing links the key to another',
    fix: 'a key that nothing links stands for itself; compare it with the keys column of the events',
  },
  RETRACTION_EMPTY: {
    status: 400,
    retry: 'changed',
    text: 'both keys are the same',
    fix: 'name two different identity keys',
  },
});
