import { catalogue } from '@stellwerk/contracts';

/** What the simulator refuses; the same codes stand in `docs/reference/errors.md`. */
export const simulatorErrors = catalogue('SIM', {
  OPTION_INVALID: {
    status: 400,
    retry: 'changed',
    text: 'option "{option}" is {given}, not {needs}',
    fix: 'give {option} as {needs}',
  },
});
