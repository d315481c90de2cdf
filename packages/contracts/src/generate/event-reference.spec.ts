import { controlSpecs } from '../control/documents.js';
import { eventContracts } from '../registry.js';
import { eventReference } from './event-reference.js';

const page = eventReference(eventContracts, controlSpecs);
const section = (heading: string) => page.split(/^##+ /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';

describe('docs/reference/events.md', () => {
  it.each(eventContracts.map((contract) => [contract.type]))('has a section for %s', (type) => {
    expect(section(type)).toContain('| field | type | required | meaning |');
  });

  it.each(Object.keys(controlSpecs))('has a section for control documents of kind %s', (kind) => {
    expect(section(kind)).toContain('| field | type | required | meaning |');
  });

  it('links only to headings that exist', () => {
    const anchors = new Set(
      [...page.matchAll(/^##+ (.*)$/gm)].map(([, heading = '']) => heading.toLowerCase().replaceAll('.', '')),
    );
    const links = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, target]) => target);
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter((target) => !anchors.has(target ?? ''))).toEqual([]);
  });

  it('states fields that all kinds of an event share once', () => {
    expect(section('tracking.event.v1').match(/^\| `eventId` \|/gm)).toHaveLength(1);
  });

  it('says what each kind adds', () => {
    expect(section('tracking.event.v1')).toContain('`kind: Purchase` adds:');
    expect(section('tracking.event.v1')).toContain('| `products[].price.amount` | text | yes |');
  });

  it('refers to an event instead of repeating its fields', () => {
    expect(section('tracking.received.v1')).toContain('list 1–5000 of [tracking.event.v1](#trackingeventv1)');
    expect(section('tracking.received.v1')).not.toContain('events[].');
  });
});
