import { catalogue } from '@stellwerk/contracts';

/** Everything that the guard can refuse, and why; the same codes stand in `docs/reference/errors.md`. */
export const guardErrors = catalogue('GRD', {
  GRANTS_INVALID: {
    status: 400,
    retry: 'changed',
    text: 'the tool grants {set} cannot be used: {problem}',
    fix: 'correct the Cedar policies; "stellwerk apply --dry-run" checks them without writing',
  },
  PSEUDONYM_KEY_SHORT: {
    status: 400,
    retry: 'changed',
    text: 'the key of pseudonyms has {bytes} bytes, fewer than {minimum}',
    fix: 'make one of 32 random bytes, as with "openssl rand 32", and keep it: without it nothing can be put back',
  },
  PSEUDONYM_KEY_MISSING: {
    status: 400,
    retry: 'changed',
    text: 'the policy pseudonymises {type} and there is no key',
    fix: 'give a key, or mask instead',
  },
});
