import { TermCoverage } from './coverage.js';
import { kindOf } from './kind.js';
import { languageOf } from './language.js';
import { readQuestion, termsOf } from './read.js';

describe('a question', () => {
  it.each([
    ['when', 'Wann wurde der Laden eröffnet?'],
    ['when', 'In welchem Jahr wurde der Laden eröffnet?'],
    ['when', 'What year did the shop open?'],
    ['how-many', 'Wie viele Lampen passen in das Paket?'],
    ['how-many', 'How long is the warranty?'],
    ['how-many', 'Was kostet der Versand?'],
    ['who', 'Wer trägt die Kosten der Rücksendung?'],
    ['where', 'Wohin kann ich die Lampe schicken?'],
    ['why', 'Why is my parcel late?'],
    ['how', 'Wie reinige ich den Schirm?'],
    ['which', 'Which bulbs fit?'],
    ['yes-no', 'Kann ich den Dimmer tauschen?'],
    ['yes-no', 'Is shipping free?'],
    ['yes-no', 'Was the parcel sent?'],
    ['other', 'Versand nach Graz'],
  ])('asks %s: %s', (kind, question) => {
    expect(kindOf(question)).toBe(kind);
  });

  it.each([
    ['de', 'Versandkosten für Möbel'],
    ['de', 'Was kostet der Versand?'],
    ['en', 'What does shipping cost?'],
    ['en', 'Who is Jana Müller?'],
  ])('is in %s: %s', (language, question) => {
    expect(languageOf(question)).toBe(language);
  });

  it.each<[string, string[]]>([
    ['What does it cost? When does it come?', ['What does it cost?', 'When does it come?']],
    ['I have a lamp. Is it safe?', ['I have a lamp. Is it safe?']],
    ['Is it safe? I have a lamp.', ['Is it safe? I have a lamp.']],
    ['Shipping costs', ['Shipping costs']],
    ['A? B? C? D? E? F?', ['A? B? C? D? E? F?']],
  ])('has its parts: %s', (text, parts) => {
    expect(readQuestion(text).parts.map((part) => part.text)).toEqual(parts);
  });
});

describe('the coverage of a question', () => {
  const terms = termsOf('How many red lamps did Bremen order in 2021?');
  const coverage = new TermCoverage(terms, ['Bremen ordered 5 red lamps in 2021.', 'Red lamps are nice.']);

  it('is whole where all is said, less where less is, and nothing where nothing is', () => {
    const [whole, part, none] = ['Bremen ordered 5 red lamps in 2021.', 'Red lamps are nice.', 'Nothing of it.'].map(
      (text) => coverage.of(text),
    );
    expect(whole).toBeGreaterThan(0.8);
    expect(part).toBeLessThan(whole ?? 0);
    expect(part).toBeGreaterThan(none ?? 0);
    expect(none).toBe(0);
  });

  it('looks at names and numbers apart', () => {
    expect(coverage.ofValues('In 2021 nothing happened in Bremen.')).toBe(1);
    expect(coverage.ofValues('Red lamps are nice.')).toBe(0);
    expect(new TermCoverage(termsOf('is it red?'), []).ofValues('blue')).toBe(1);
  });
});
