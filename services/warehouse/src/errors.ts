import { catalogue } from '@stellwerk/contracts';

/** What the warehouse gives messages up for, or answers requests with. */
export const errors = catalogue('WHS', {
  TIME_OUT_OF_RANGE: {
    status: 422,
    retry: 'never',
    text: '{field} is not an instant between 1970 and 2299',
    fix: 'correct the clock or the import that produced it, then "stellwerk dead replay"',
  },
  DAY_INVALID: {
    status: 422,
    retry: 'never',
    text: '{field} is not a calendar day between 1970-01-01 and 2149-06-06',
    fix: 'correct the import that produced it, then "stellwerk dead replay"',
  },
  TRACES_INVALID: {
    status: 400,
    retry: 'never',
    text: 'the body is no OTLP trace export request: {problem}',
    fix: 'send ExportTraceServiceRequest as application/x-protobuf or application/json',
  },
  TRACES_TOO_LARGE: {
    status: 413,
    retry: 'never',
    text: 'the body exceeds {limit} bytes',
    fix: 'export smaller batches',
  },
  TRACES_UNAVAILABLE: {
    status: 503,
    retry: 'after',
    text: 'the store of traces does not take spans now',
    fix: 'repeat the export; see /health/ready of the warehouse',
  },
});
