import { parseMessage } from '@stellwerk/bus';
import { trackingEvent } from '@stellwerk/contracts';
import { storedEvents } from './stored-events.js';

const kindOf = (value: Buffer | null) => (JSON.parse(String(value)) as { kind: string }).kind;

describe('stored events', () => {
  const messages = [...storedEvents('bench', 200, 7)];

  it('fit their contract, each under an id of its own', () => {
    for (const message of messages) expect(parseMessage(trackingEvent, message)).toMatchObject({ ok: true });
    expect(new Set(messages.map(({ headers }) => headers.ce_id)).size).toBe(200);
  });

  it('are views, product views and orders in the proportion that is promised', () => {
    const counts = Object.fromEntries(
      [...Map.groupBy(messages, ({ value }) => kindOf(value))].map(([kind, all]) => [kind, all.length]),
    );
    expect(counts).toEqual({ View: 110, ContentView: 80, Purchase: 10 });
  });

  it('are the same for the same seed, and others for another', () => {
    expect([...storedEvents('bench', 200, 7)]).toEqual(messages);
    expect([...storedEvents('bench', 200, 8)]).not.toEqual(messages);
  });
});
