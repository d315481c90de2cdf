export * from './text-check.js';
