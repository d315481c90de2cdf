import { catalogue } from '@stellwerk/contracts';

/** Expected failures of the bus. Those of a received message appear as reason codes of dead letters. */
export const busErrors = catalogue('BUS', {
  NO_VALUE: { status: 422, retry: 'never', text: 'the message has no value', fix: 'send a JSON document' },
  NOT_JSON: { status: 422, retry: 'never', text: 'the value is not JSON in UTF-8', fix: 'send a JSON document' },
  HEADER_MISSING: {
    status: 422,
    retry: 'never',
    text: 'the header {header} is missing',
    fix: 'build messages with toMessage',
  },
  TYPE_MISMATCH: {
    status: 422,
    retry: 'never',
    text: 'ce_type is not {expected}',
    fix: 'publish to the topic of the event type',
  },
  CONTRACT_VIOLATED: {
    status: 422,
    retry: 'never',
    text: 'the payload does not fit {contract}: {problem}',
    fix: 'correct the named field; see docs/reference/events.md',
  },
  MESSAGE_TOO_LARGE: {
    status: 413,
    retry: 'never',
    text: 'a message of {bytes} bytes exceeds {limit}',
    fix: 'send smaller events, or raise max.message.bytes of the topic and maxMessageBytes of the bus together',
  },
  HANDLER_FAILED: {
    status: 500,
    retry: 'never',
    text: 'a handler failed on this message again and again',
    fix: 'mend the defect that the dead letter names, then "stellwerk dead replay"',
  },
  ACCESS_INVALID: {
    status: 500,
    retry: 'changed',
    text: '{variable} {problem}',
    fix: 'see STELLWERK_KAFKA_… in docs/reference/configuration.md',
  },
  DEAD_LETTER_ID: {
    status: 400,
    retry: 'changed',
    text: 'the id of a dead letter reads <service>.dead.v1/<partition>/<offset>',
    fix: 'take it from "stellwerk dead list"',
  },
  DEAD_LETTER_UNKNOWN: {
    status: 404,
    retry: 'never',
    text: 'there is no dead letter {id}',
    fix: 'compare it with "stellwerk dead list"; dead letters are kept for 30 days',
  },
  DEAD_LETTER_REPLAYED: {
    status: 409,
    retry: 'never',
    text: '{id} was replayed at {at} already',
    fix: 'ask to replay it again, if what it led to has been lost since',
  },
});
