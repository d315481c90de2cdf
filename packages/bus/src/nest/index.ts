// An entry of its own: Nest takes longer to load than everything else here, and only services need it.
export { BusTransport, type BusTransportOptions } from './bus-transport.js';
export type { PatternOptions } from './merge-by-group.js';
