export * from './pipeline.js';
export * from './result.js';
