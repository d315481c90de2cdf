import type { EventContract, PayloadOf } from '@stellwerk/contracts';
import type { TableRow } from './table.js';

/** Turns the payload of one event type into rows of curated tables: pure, one file per event. */
export interface Mapper<Contract extends EventContract = EventContract> {
  readonly contract: Contract;
  /** @throws StellwerkError of our catalogue for a value that the table cannot hold */
  readonly map: (payload: PayloadOf<Contract>) => readonly TableRow[];
}

/** Declares a mapper; the payload type follows from the contract. */
export const defineMapper = <Contract extends EventContract>(
  contract: Contract,
  map: (payload: PayloadOf<Contract>) => readonly TableRow[],
): Mapper<Contract> => Object.freeze({ contract, map });
