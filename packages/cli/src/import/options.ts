import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../errors.js';

/** Options of `stellwerk import`. */
export interface ImportCommand {
  readonly tenant?: string;
  readonly source?: string;
  readonly mapping?: string;
  readonly dryRun?: boolean;
  readonly report?: string | false;
  readonly maxBad: number;
  readonly template?: string;
  readonly json?: boolean;
  readonly wait: boolean;
  readonly timeout: number;
}

/** @throws CLI_OPTION_INVALID */
export const missing = (option: string, problem: string) =>
  new StellwerkError(errors.OPTION_INVALID, { option, problem });
