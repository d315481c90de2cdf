import { rejectedField, shownName } from './rejected-field.js';

describe('the field of a rejection', () => {
  it.each([
    ['batch[3].event', 'batch[3].event'],
    ['row[12345678].total', 'row[12345678].total'],
    ['events[0].params.items[199].item_id', 'events[0].params.items[199].item_id'],
    ['events[0].params.anna@example.org', 'events[0].params.[redacted]'],
    ['batch[0].properties.+49 151 23456789', 'batch[0].properties.[redacted]'],
  ])('%s stands as %s', (field, shown) => {
    expect(rejectedField(field)).toBe(shown);
  });

  it('is bounded, and cut only once it is redacted', () => {
    expect(rejectedField('x'.repeat(10_000))).toHaveLength(256);
    expect(rejectedField(`${'x'.repeat(246)} anna@example.org`)).not.toContain('anna');
    expect(shownName(`${'x'.repeat(54)} anna@example.org`)).not.toContain('anna');
  });
});
