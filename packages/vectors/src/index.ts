export { createVectorEngine, type VectorEngineOptions } from './engine.js';
export { vectorErrors } from './errors.js';
export * from './port.js';
