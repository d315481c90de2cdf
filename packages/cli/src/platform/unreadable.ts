import { getSystemErrorMessage } from 'node:util';
import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../errors.js';

/** What the operating system said of a file, as CLI_FILE_UNREADABLE; anything else is a defect and stays what it is. */
export function unreadable(file: string, error: unknown): unknown {
  const { errno } = error as NodeJS.ErrnoException;
  if (errno === undefined) return error;
  return new StellwerkError(errors.FILE_UNREADABLE, { file, problem: getSystemErrorMessage(errno) }, { cause: error });
}
