import { recogniseCorpusQuestion } from './recognise.js';

describe('questions about the corpus', () => {
  it.each([
    ['Welche Dokumente hast du zu Rückgaben?', { kind: 'list', topic: 'Rückgaben' }],
    ['welche Unterlagen gibt es zum Thema Versand nach Österreich', { kind: 'list', topic: 'Versand nach Österreich' }],
    ['Welche Dokumente zu Zelten habt ihr?', { kind: 'list', topic: 'Zelten' }],
    ['Welche Quellen gibt es?', { kind: 'list' }],
    ['Liste alle Dokumente über Garantie auf', { kind: 'list', topic: 'Garantie' }],
    ['Zeig mir alle Dokumente', { kind: 'list' }],
    ['Wie viele Dokumente habt ihr zu „Gutscheinen“?', { kind: 'count', topic: 'Gutscheinen' }],
    ['Wie viele Artikel gibt es?', { kind: 'count' }],
    ['Which documents do you have on returns?', { kind: 'list', topic: 'returns' }],
    ['What documents about gift cards are there?', { kind: 'list', topic: 'gift cards' }],
    ['List all documents about tents.', { kind: 'list', topic: 'tents' }],
    ['how many sources do you have', { kind: 'count' }],
    ['How many documents are there regarding the warranty?', { kind: 'count', topic: 'the warranty' }],
  ])('%s', (question, expected) => {
    expect(recogniseCorpusQuestion(question)).toEqual(expected);
  });

  it.each([
    'Welche Dokumente brauche ich für eine Rücksendung?',
    'Welche Unterlagen muss ich mitschicken?',
    'Which documents do I need for a return?',
    'How many pages does the catalogue have?',
    'Wie viele Artikel darf ich zurückgeben?',
    'Wie lange kann ich zurückgeben?',
    'Welche Artikel sind vom Umtausch ausgeschlossen?',
  ])('not: %s', (question) => {
    expect(recogniseCorpusQuestion(question)).toBeUndefined();
  });
});
