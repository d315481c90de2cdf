export { errors as guardrailsErrors } from './errors.js';
