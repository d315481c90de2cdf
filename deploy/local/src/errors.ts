import { catalogue } from '@stellwerk/contracts';

/** Everything that can stop the embedded stack, with what to do about it. */
export const errors = catalogue('LOC', {
  PREREQUISITE_MISSING: { status: 500, retry: 'changed', text: '{name} is missing: {found}', fix: '{remedy}' },
  DOWNLOAD_FAILED: {
    status: 500,
    retry: 'after',
    text: 'downloading {what} failed: {reason}',
    fix: 'check the network and the Maven settings, then start again',
  },
  CHECKSUM_MISMATCH: {
    status: 500,
    retry: 'never',
    text: '{file} does not have the expected SHA-256',
    fix: 'delete {folder} and start again; if it stays, the artefact repository serves another file',
  },
  PORT_IN_USE: {
    status: 500,
    retry: 'changed',
    text: 'port {port} of {part} is in use by another program',
    fix: 'stop that program, or choose another range with --port-base N',
  },
  NO_FREE_PORTS: {
    status: 500,
    retry: 'after',
    text: 'no free range of ports between {first} and {last}',
    fix: 'stop programs that listen there',
  },
  ALREADY_RUNNING: {
    status: 500,
    retry: 'never',
    text: 'a stack already runs on {state} (process {pid})',
    fix: 'use it, or stop it with "stellwerk down"',
  },
  NOT_RUNNING: { status: 500, retry: 'never', text: 'no stack runs on {state}', fix: 'start it with "stellwerk up"' },
  UNKNOWN_PART: { status: 404, retry: 'changed', text: 'there is no part "{part}"', fix: 'one of: {known}' },
  PART_NOT_BUILT: {
    status: 500,
    retry: 'changed',
    text: 'part {part} is not built: {file} is missing',
    fix: 'run "npm run build"',
  },
  PART_FAILED: {
    status: 500,
    retry: 'changed',
    text: '{part} did not start: {reason}',
    fix: 'see {log}',
  },
  START_CANCELLED: {
    status: 500,
    retry: 'after',
    text: 'the start was cancelled',
    fix: 'start again when ready',
  },
  PART_ENDED: {
    status: 500,
    retry: 'after',
    text: '{part} ended by itself: {reason}',
    fix: 'it is started again; see {log}',
  },
  PART_TIMED_OUT: {
    status: 500,
    retry: 'after',
    text: '{part} was not ready after {seconds} s',
    fix: 'see {log}',
  },
  DISK_FULL: {
    status: 500,
    retry: 'after',
    text: '{part} cannot write: no space left on the device of {folder}',
    fix: 'free space there, or choose another folder with --state DIR',
  },
  DATA_IN_USE: {
    status: 500,
    retry: 'after',
    text: 'another process uses the data folder of {part}: {folder}',
    fix: 'stop it with "stellwerk down", or choose another folder with --state DIR',
  },
  DATA_CORRUPT: {
    status: 500,
    retry: 'never',
    text: 'the data folder of {part} is damaged: {reason}',
    fix: 'restore {folder} from a backup, or move it away to start empty',
  },
  STATE_UNREADABLE: {
    status: 500,
    retry: 'never',
    text: '{file} is not a state file of this version',
    fix: 'delete it after checking that no stack runs',
  },
  NOT_STOPPED: {
    status: 500,
    retry: 'after',
    text: 'the supervisor (process {pid}) still runs after {seconds} s',
    fix: 'end it with "kill {pid}"; its parts end with it',
  },
  NO_LOG: {
    status: 404,
    retry: 'after',
    text: '{part} has not written a log yet: there is no {file}',
    fix: 'start the stack first',
  },
  UNAUTHORISED: {
    status: 401,
    retry: 'changed',
    text: 'the bearer token is missing or wrong',
    fix: 'send the token from the secrets folder of the state',
  },
  UNKNOWN_ORDER: {
    status: 404,
    retry: 'changed',
    text: 'there is no {method} {path}',
    fix: 'GET /status, POST /stop, POST /restart/<part>',
  },
  ORDER_FAILED: { status: 500, retry: 'after', text: 'the supervisor failed: {reason}', fix: 'see its log' },
  ORDER_REFUSED: {
    status: 500,
    retry: 'changed',
    text: 'the supervisor refused: {reason} ({code})',
    fix: 'see its log',
  },
  DETACHED_START_FAILED: {
    status: 500,
    retry: 'changed',
    text: 'the detached supervisor ended before the stack was ready: {reason}',
    fix: 'see {log}',
  },
});
