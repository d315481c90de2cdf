import fc from 'fast-check';
import { createPseudonymiser } from './action/pseudonyms.js';
import { redact } from './redact.js';
import { type RedactionAction, redactionActions } from './redaction-actions.js';

const key = new Uint8Array(32).fill(7);
const pseudonymiser = createPseudonymiser({ key, caseId: 'ticket-1' });
const SOURCE = 'Herr Brömmelkamp, IBAN DE89370400440532013000, Mail anna@example.org';

describe('redaction', () => {
  it.each([
    ['keep', SOURCE],
    ['mask', 'Herr [person], IBAN [iban], Mail [email]'],
    ['drop', 'Herr […], IBAN […], Mail […]'],
  ] as const)('%s', (action, expected) => {
    expect(redact(SOURCE, { action }).text).toBe(expected);
  });

  it('does what the policy says for each type', () => {
    const { text } = redact(SOURCE, { action: 'mask', actions: { email: 'keep', iban: 'drop' } });
    expect(text).toBe('Herr [person], IBAN […], Mail anna@example.org');
  });

  it('says where everything stood and where it stands', () => {
    const { text, entities } = redact(SOURCE, { action: 'mask' });
    expect(
      entities.map(({ start, end, output }) => [SOURCE.slice(start, end), text.slice(output.start, output.end)]),
    ).toEqual([
      ['Brömmelkamp', '[person]'],
      ['DE89370400440532013000', '[iban]'],
      ['anna@example.org', '[email]'],
    ]);
  });

  it('refuses to pseudonymise without a key', () => {
    expect(() => redact(SOURCE, { action: 'pseudonymise' })).toThrow('there is no key');
  });

  it('changes nothing the second time, and puts back what it sealed', () => {
    const piece = fc.constantFrom(
      ...[
        'anna@example.org',
        '+49 30 901820',
        '0151 23456789',
        '203.0.113.77',
        'Herr Max Muster',
        'DE89370400440532013000',
        'LANR 123456601',
        '987654321',
        'Steuer-ID',
        '36574261809',
        'geb. 14.03.1985',
      ],
      ...[
        'Hallo Xanthe,',
        'Name:',
        'Anna Müller',
        'Lindenweg 12',
        '50667 Köln',
        '\n',
        ', ',
        '. ',
        ';',
        '\t',
        ' | ',
        '[email]',
        'Viele Grüße\n',
        'Name;Ort;Tel\n',
        '(',
        'Frau',
        'und',
        '\u200b',
        '-',
      ],
    );
    const pieces = fc.array(
      fc.oneof({ weight: 5, arbitrary: piece }, { weight: 1, arbitrary: fc.string({ maxLength: 6 }) }),
      { maxLength: 16 },
    );
    fc.assert(
      fc.property(pieces, fc.constantFrom<RedactionAction>(...redactionActions), (parts, action) => {
        const source = parts.join(' ');
        const once = redact(source, { action, pseudonymiser });
        expect(redact(once.text, { action, pseudonymiser }).text).toBe(once.text);
        if (action === 'pseudonymise') expect(pseudonymiser.reveal(once.text)).toBe(source);
      }),
      { numRuns: 1_500 },
    );
  });
});

describe('pseudonyms', () => {
  it('have one id for all writings of a value, and another for another case, type or key', () => {
    const idOf = (pseudonym: string) => /:([a-z2-7]{8})/.exec(pseudonym)?.[1];
    const other = createPseudonymiser({ key, caseId: 'ticket-2' });
    const foreign = createPseudonymiser({ key: new Uint8Array(32).fill(8), caseId: 'ticket-1' });
    const one = idOf(pseudonymiser.pseudonym('iban', 'DE89 3704 0044'));
    expect(idOf(pseudonymiser.pseudonym('iban', 'de8937040044'))).toBe(one);
    const others = [
      other.pseudonym('iban', 'DE89 3704 0044'),
      pseudonymiser.pseudonym('person', 'DE89 3704 0044'),
      foreign.pseudonym('iban', 'DE89 3704 0044'),
    ];
    expect(others.map(idOf)).not.toContain(one);
    expect(new Set(others.map(idOf)).size).toBe(3);
  });

  it('open with their key and case alone, and not when altered', () => {
    const pseudonym = pseudonymiser.pseudonym('person', 'Ann Ω');
    const sealed = pseudonym.slice(0, -2);
    const altered = `${sealed}${pseudonym.at(-2) === 'a' ? 'b' : 'a'}]`;
    expect(pseudonymiser.reveal(`x ${pseudonym} y`)).toBe('x Ann Ω y');
    expect(pseudonymiser.reveal(altered)).toBe(altered);
    expect(createPseudonymiser({ key, caseId: 'ticket-2' }).reveal(pseudonym)).toBe(pseudonym);
    expect(pseudonymiser.reveal(pseudonym.replace('person', 'phone'))).toBe(pseudonym.replace('person', 'phone'));
  });

  it('leave the value in a vault where there is one', () => {
    const kept = new Map<string, string>();
    const vaulted = createPseudonymiser({
      key,
      caseId: 'a',
      vault: { keep: (id, value) => kept.set(id, value), find: (id) => kept.get(id) },
    });
    const { text } = redact(SOURCE, { action: 'pseudonymise', pseudonymiser: vaulted });
    expect(text).toMatch(/^Herr \[person:[a-z2-7]{8}\], IBAN \[iban:[a-z2-7]{8}\], Mail \[email:[a-z2-7]{8}\]$/);
    expect(vaulted.reveal(text)).toBe(SOURCE);
  });

  it('want a key of 32 bytes', () => {
    expect(() => createPseudonymiser({ key: new Uint8Array(16), caseId: 'a' })).toThrow('16 bytes');
  });
});
