export { EmbeddedDeepModels } from './adapters/embedded-deep-models.js';
export { errors as guardrailsErrors } from './errors.js';
