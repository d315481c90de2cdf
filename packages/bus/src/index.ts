export { type ControlTable, createControlTable, publishControlDocument } from './control-table.js';
export { deadHeaders } from './delivery/dead-letter.js';
export { busErrors } from './errors.js';
export { createKafkaBus, type KafkaBusOptions } from './kafka/kafka-bus.js';
export { createMemoryBus, MemoryBus, type MemoryBusOptions } from './memory/memory-bus.js';
export type { ContractProblem } from './message/contract-problem.js';
export { headerNames, schemaUri } from './message/headers.js';
export { envelopeOf, type ParsedMessage, parseMessage } from './message/parse-message.js';
export { headersOf, toMessage } from './message/to-message.js';
export { activeTraceparent, sampledContext } from './message/trace-context.js';
export {
  BusTransport,
  type BusTransportOptions,
  PassThroughFilter,
  type PatternOptions,
} from './nest/bus-transport.js';
export * from './port.js';
