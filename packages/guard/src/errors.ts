import { catalogue } from '@stellwerk/contracts';

/** Everything that the guard can refuse, and why; the same codes stand in `docs/reference/errors.md`. */
export const guardErrors = catalogue('GRD', {
  GRANTS_INVALID: {
    status: 400,
    retry: 'changed',
    text: 'the tool grants {set} cannot be used: {problem}',
    fix: 'correct the Cedar policies; "stellwerk apply --dry-run" checks them without writing',
  },
});
