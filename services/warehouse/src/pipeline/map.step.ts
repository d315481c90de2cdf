import { StellwerkError } from '@stellwerk/contracts';
import { dead, ok, type Result } from '@stellwerk/pipeline';
import type { Mapper } from '../domain/mapper.js';
import type { TableRow } from '../domain/table.js';

interface Needs {
  readonly mapper: Mapper;
  readonly payload: unknown;
}
interface Adds {
  readonly rows: readonly TableRow[];
}

/** Turns the payload into rows. A value that no column can hold makes the message a dead letter. */
export const createMapStep = () =>
  function mapStep<Input extends Needs>(input: Input): Result<Input & Adds> {
    try {
      return ok({ ...input, rows: input.mapper.map(input.payload) });
    } catch (error) {
      if (!(error instanceof StellwerkError)) throw error;
      return dead(error.code, { detail: error.message, field: error.field ?? '' });
    }
  };
