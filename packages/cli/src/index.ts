export { renderAttribution } from './commands/attribution.js';
export { errors as cliErrors } from './errors.js';
export { createProgram } from './program.js';
export { cliPage, type DocumentedCommand, documentedCommands } from './reference.js';
