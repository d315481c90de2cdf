import { shippedToxicity } from '../weights/shipped.js';
import { createToxicityDetector } from './detector.js';

const { model, reading } = shippedToxicity();
const detect = createToxicityDetector(model, reading);

describe('toxicity', () => {
  it.each([
    'Du bist doch der letzte Abschaum, verpiss dich du Idiot!',
    'You are a disgusting piece of shit and everybody hates you.',
  ])('flags: %s', (text) => {
    const [found] = detect(text);
    expect(found).toMatchObject({ rule: 'toxicity.offence', start: 0 });
    expect(found?.score).toBeGreaterThan(0.5);
  });

  it.each(['Vielen Dank für die schnelle Lieferung.', 'What time do you open on Saturday?', '', '!!!'])(
    'passes: %s',
    (text) => {
      expect(detect(text)).toEqual([]);
    },
  );

  it('points at the part of a long text', () => {
    const polite = 'Wir danken für den Besuch und freuen uns auf das nächste Jahr. ';
    const text = `${polite.repeat(10)}Du bist doch der letzte Abschaum, verpiss dich du Idiot! ${polite.repeat(10)}`;
    const [found] = detect(text);
    expect(found && text.slice(found.start, found.end)).toContain('Abschaum');
  });
});
