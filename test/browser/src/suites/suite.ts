import type { Platform } from '@stellwerk/cli/testing';
import type { Browser, BrowserContext } from 'playwright-core';
import { USER_AGENT } from '../chromium.js';
import type { PageServer } from '../page-server.js';
import type { StoredEvent, WriteKeys } from '../sources.js';

/** What all tests share; the parts exist once the stack has started. */
export interface Suite {
  readonly platform: Platform;
  readonly keys: WriteKeys;
  /** A browser and the pages that it looks at; absent where the machine has none. */
  readonly browser: Browser;
  readonly pages: PageServer;
}

/** A visitor with a new profile. */
export const newVisitor = ({ browser }: Suite): Promise<BrowserContext> =>
  browser.newContext({ userAgent: USER_AGENT, locale: 'de-DE', timezoneId: 'Europe/Berlin' });

/** What is stored of the story by a client. */
export interface Expected {
  /** Kinds of its events, sorted. */
  readonly kinds: readonly string[];
  /** How the client names itself. */
  readonly library: RegExp;
  /** Name spaces by which the order is known, strongest first. */
  readonly namespaces: readonly string[];
  readonly purposes?: readonly string[];
  readonly products?: readonly string[];
}

export const namespacesOf = ({ keys }: StoredEvent): string[] => keys.map((key) => key.split(':')[0] ?? '');

/** The story is stored whole, each call once. */
export function expectStory(events: readonly StoredEvent[], expected: Expected): void {
  expect(events.map(({ kind }) => kind).sort()).toEqual(expected.kinds);
  expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(events.length);
  const view = events.find(({ kind }) => kind === 'View');
  expect([view?.title, view?.library]).toEqual(['Herbst', expect.stringMatching(expected.library)]);
  for (const event of events) expect(event.purposes).toEqual(expected.purposes ?? ['analytics_store']);
  for (const purchase of events.filter(({ kind }) => kind === 'Purchase')) {
    expect(purchase).toMatchObject({ orderId: 'A-1001', value: 119.8, currency: 'EUR' });
    expect(purchase.products).toEqual(expected.products ?? ['L-1']);
    expect(namespacesOf(purchase)).toEqual(expected.namespaces);
  }
}
