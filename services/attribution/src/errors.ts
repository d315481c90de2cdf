import { catalogue } from '@stellwerk/contracts';

/** Everything that attribution can refuse, and why; the same codes stand in `docs/reference/errors.md`. */
export const errors = catalogue('ATT', {
  FILE_UNREADABLE: {
    status: 400,
    retry: 'changed',
    text: 'cannot read {file}: {problem}',
    fix: 'name a file that exists',
  },
  COLUMN_MISSING: {
    status: 400,
    retry: 'changed',
    text: 'the column {column} is missing; the first line has {found}',
    fix: 'give a CSV with the columns path, total_conversions, total_conversion_value, total_null',
  },
  LINE_INVALID: { status: 400, retry: 'changed', text: 'line {line}, {column}: {problem}', fix: 'correct the line' },
  NO_JOURNEYS: {
    status: 422,
    retry: 'changed',
    text: 'there are no journeys to analyse',
    fix: 'widen --from and --to, and compare with "stellwerk books --tenant …"',
  },
  NO_CONVERSIONS: {
    status: 422,
    retry: 'changed',
    text: 'no journey ends in a conversion, so there is nothing to attribute',
    fix: 'widen --from and --to, or check that orders arrive as "Order Completed"',
  },
  PURPOSE_REFUSED: {
    status: 422,
    retry: 'changed',
    text: 'all {conversions} conversions of the period belong to persons who do not allow {purpose}',
    fix: 'ask for {purpose} in the consent of the site, or name with --purpose what they do allow',
  },
  SPEC_INVALID: { status: 400, retry: 'changed', text: '{problem}', fix: 'see "stellwerk help attribution"' },
  PERIOD_EMPTY: {
    status: 400,
    retry: 'changed',
    text: 'the period from {from} to {to} is empty',
    fix: 'let --from lie before --to',
  },
  TIMES_MISSING: {
    status: 422,
    retry: 'changed',
    text: 'the model {model} needs the time of every touch, and a file of aggregated paths has none',
    fix: 'run it on a tenant, or choose another model',
  },
  TOO_MANY_CHANNELS: {
    status: 422,
    retry: 'changed',
    text: 'the rate game enumerates coalitions of at most {limit} channels; there are {channels}',
    fix: 'use --model shapley, whose closed form has no limit, or group channels',
  },
  RESULT_TOO_LARGE: {
    status: 422,
    retry: 'changed',
    text: 'there are {names} names by {by}; a result holds {limit}',
    fix: 'use --by channel, or give campaigns fewer names',
  },
  TOO_COSTLY: {
    status: 422,
    retry: 'changed',
    text: 'the analysis needs more than {seconds} s or {megabytes} MB',
    fix: 'take a shorter period, fewer intervals, a lower order or a transform',
  },
  BUSY: { status: 503, retry: 'after', text: '{waiting} analyses are waiting already', fix: 'try again later' },
  CHAIN_TOO_LARGE: {
    status: 422,
    retry: 'changed',
    text: 'the Markov chain has {states} interwoven states; {limit} can be solved',
    fix: 'use a lower --order, a transform such as exposure, or --by channel',
  },
  STOPPING: { status: 503, retry: 'after', text: 'the service is stopping', fix: 'look at "stellwerk status"' },
});
