import { questionDifference } from './same-question.js';

describe('two questions are the same', () => {
  it.each([
    ['Was kostet der Versand nach Österreich?', 'Was kostet bitte die Lieferung nach Österreich?'],
    ['Kann ich 3 Lampen bestellen?', 'Kann ich drei Lampen bestellen?'],
    ['Wie kann ich meine Bestellung stornieren?', 'Wie kann ich eine Bestellung abbestellen?'],
    ['How much does shipping cost?', 'How much does the delivery cost, please?'],
    ['Are you open on 24 December?', 'Are you open on December 24?'],
    ['Ist der Versand ab 50 € kostenlos?', 'Ist die Lieferung ab 50 Euro kostenlos?'],
  ])('%s / %s', (first, second) => {
    expect(questionDifference(first ?? '', second ?? '')).toBeUndefined();
    expect(questionDifference(second ?? '', first ?? '')).toBeUndefined();
  });
});

describe('two questions differ in', () => {
  it.each([
    ['value', 'Wo ist Bestellung 48213?', 'Wo ist Bestellung 48231?'],
    ['value', 'Is a cable of 5 m in stock?', 'Is a cable of 5 cm in stock?'],
    ['value', 'Are you open on May 3?', 'Are you open on May 5?'],
    ['value', 'Passt LX-200?', 'Passt LX-300?'],
    ['bound', 'Ist der Versand ab 50 Euro kostenlos?', 'Ist der Versand bis zu 50 Euro kostenlos?'],
    ['name', 'Liefern Sie nach Graz?', 'Liefern Sie nach Basel?'],
    ['word', 'liefert ihr nach graz?', 'liefert ihr nach basel?'],
    ['negation', 'Welche Artikel sind ausgeschlossen?', 'Welche Artikel sind nicht ausgeschlossen?'],
    ['modality', 'Muss ich die Verpackung aufheben?', 'Darf ich die Verpackung aufheben?'],
    ['direction', 'Ist die Lieferung mit Aufpreis möglich?', 'Ist die Lieferung ohne Aufpreis möglich?'],
    ['direction', 'Kann ich von Graz nach Basel senden?', 'Kann ich von Basel nach Graz senden?'],
    ['relation', 'Wie lange dauert der Versand aus Graz?', 'Wie lange dauert der Versand nach Graz?'],
    ['kind', 'Wann endet der Vertrag?', 'Warum endet der Vertrag?'],
    ['word', 'How can I track my order?', 'How can I rate my order?'],
    ['relation', 'Wie lange dauert die Lieferung?', 'Wie lange dauert die Lieferung von Möbeln?'],
  ])('%s: %s / %s', (difference, first, second) => {
    const found = questionDifference(first ?? '', second ?? '');
    expect(found).toBe(difference);
    expect(questionDifference(second ?? '', first ?? '')).toBe(found);
  });

  it('what says nothing is like nothing', () => {
    expect(questionDifference('Was ist das?', 'Was ist das?')).toBe('empty');
  });
});
