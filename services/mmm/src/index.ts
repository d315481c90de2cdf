export * from './domain/calibration/evidence.js';
export * from './domain/fitted-model.js';
export * from './domain/panel.js';
export * from './domain/response-curves.js';
export * from './domain/run-summary.js';
export { errors as mmmErrors } from './errors.js';
