export * from './approvals.js';
export * from './consent/ceiling.js';
export * from './consent/consent-table.js';
export { changesTo, type DocumentChange, type WantedDocument } from './control-changes.js';
export * from './control-table.js';
export type { DeadLetterSummary, DeadLetterWithOriginal } from './dead-letters/dead-letter.js';
export { listDeadLetters, showDeadLetter } from './dead-letters/read-dead-letters.js';
export { type Replayed, type ReplayOptions, replayDeadLetters } from './dead-letters/replay-dead-letters.js';
export { isReplayMark } from './dead-letters/replay-marks.js';
export { deadHeaders, toDeadLetter, toDeadLetters } from './delivery/dead-letter.js';
export { busErrors } from './errors.js';
export {
  type KafkaAccess,
  type KafkaAccessValues,
  kafkaAccessSettings,
  kafkaOptions,
  readKafkaAccess,
  saslMechanisms,
  securityProtocols,
} from './kafka/access.js';
export { type GroupPosition, readGroupPositions } from './kafka/group-positions.js';
export { createKafkaBus, type KafkaBusOptions, MAX_MESSAGE_BYTES } from './kafka/kafka-bus.js';
export { createMemoryBus, MemoryBus, type MemoryBusOptions } from './memory/memory-bus.js';
export { headerNames, schemaUri } from './message/headers.js';
export { envelopeOf, type ParsedMessage, parseMessage } from './message/parse-message.js';
export { headersOf, toMessage } from './message/to-message.js';
export { activeTraceparent, remoteContext, sampledContext } from './message/trace-context.js';
export * from './port.js';
