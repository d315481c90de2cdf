export { type FileCheck, FileChecker } from './check/check-file.js';
export { errors as importErrors, type ImportErrorName } from './errors.js';
export {
  FileReader,
  type FileReaderOptions,
  type ReadBatch,
  type ReadingState,
  type TextFormat,
  UNREAD,
} from './file-reader.js';
export { kindNamed, parseMapping } from './mapping.js';
export { type Problem, problemOf } from './problem.js';
export { readStream } from './read-stream.js';
export { contentOf, naturalKey } from './rows/key.js';
export type { ImportDefaults, RowPlan } from './rows/plan.js';
export type { ReadRow } from './rows/read-row.js';
export { repeatProblem } from './rows/repeat.js';
export type { FileFormat } from './source/format.js';
export { type FileBytes, type OpenSource, openSource, type SourceLimits } from './source/open-source.js';
export { templateOf } from './template.js';
export type { Encoding } from './text/encoding.js';
