export { type BreakerPolicy, type BreakerState, CircuitBreaker } from './circuit-breaker.js';
export * from './pipeline.js';
export * from './result.js';
