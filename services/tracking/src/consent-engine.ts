/** The consent engine for those who measure it; services meet on the bus and need none of it. */
export { type ConsentQuestion, decideConsent } from './domain/consent/decide.js';
export type { ConsentSignal } from './domain/consent/signal.js';
