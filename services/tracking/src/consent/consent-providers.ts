import type { Provider } from '@nestjs/common';
import { type Bus, type ConsentTable, createConsentTable } from '@stellwerk/bus';
import { BUS, CLOCK, type Clock } from '@stellwerk/service';
import { SOURCES, type Sources } from '../adapters/sources.js';
import { ConsentBook } from './consent-book.js';
import { ConsentChanges } from './consent-changes.js';
import { ConsentDesk } from './consent-desk.js';

export const CONSENT_TABLE = Symbol('ConsentTable');

/** What the door and what is behind it know of statements about consent. */
export const consentProviders: Provider[] = [
  {
    provide: CONSENT_TABLE,
    inject: [BUS],
    // As with the control documents: nothing is taken before what persons have refused is known.
    useFactory: async (bus: Bus) => {
      const table = await createConsentTable(bus);
      await table.ready;
      return table;
    },
  },
  { provide: ConsentBook, inject: [CONSENT_TABLE], useFactory: (table: ConsentTable) => new ConsentBook(table) },
  {
    provide: ConsentChanges,
    inject: [ConsentBook, CLOCK],
    useFactory: (book: ConsentBook, clock: Clock) => new ConsentChanges(book, clock),
  },
  {
    provide: ConsentDesk,
    inject: [SOURCES, ConsentBook, ConsentChanges, BUS],
    useFactory: (sources: Sources, book: ConsentBook, changes: ConsentChanges, bus: Bus) =>
      new ConsentDesk({ sources, book, changes, bus }),
  },
];
