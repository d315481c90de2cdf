export { errors as ragErrors } from './errors.js';
