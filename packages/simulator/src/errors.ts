import { catalogue } from '@stellwerk/contracts';

export const errors = catalogue('SIM', {
  OPTION_INVALID: {
    status: 400,
    retry: 'changed',
    text: 'option "{option}" is {given}, not {needs}',
    fix: 'give {option} as {needs}',
  },
});
