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
});
