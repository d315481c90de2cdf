import { StellwerkError } from '@stellwerk/contracts';

/** A refusal of what was sent, after it has been kept in `tracking.rejected`. */
export class KeptError extends StellwerkError {
  constructor(reason: StellwerkError) {
    super(reason.entry, reason.details, { cause: reason, ...(reason.field !== undefined && { field: reason.field }) });
  }
}
