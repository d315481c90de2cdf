import fc from 'fast-check';
import type { TextCheck } from '../text-check.js';
import { admitContext, type ContextPolicy } from './admit.js';
import { LabelledText, type TextLabel } from './labelled-text.js';

const label = (source: string, trust: TextLabel['trust'] = 'untrusted'): TextLabel => ({
  provenance: 'document',
  source,
  trust,
});

describe('LabelledText', () => {
  it('keeps labels through cutting and joining', () => {
    const whole = LabelledText.concat([
      LabelledText.of('Hello ', label('a', 'own')),
      LabelledText.of('world', label('b')),
    ]);
    expect(whole.slice(4, 8)).toMatchObject({
      text: 'o wo',
      spans: [
        { start: 0, end: 2, label: { source: 'a' } },
        { start: 2, end: 4, label: { source: 'b' } },
      ],
    });
    expect(whole.labelAt(5)?.source).toBe('a');
    expect(whole.labelAt(11)).toBeUndefined();
  });

  it('is trusted no more than its least trusted part', () => {
    const own = LabelledText.of('a', label('a', 'own'));
    expect(own.trust).toBe('own');
    expect(LabelledText.concat([own, LabelledText.of('b', label('b', 'reviewed'))]).trust).toBe('reviewed');
    expect(LabelledText.concat([own, LabelledText.of('b', label('b'))]).trust).toBe('untrusted');
  });

  it('gives what is put in the label of what stood there', () => {
    const text = LabelledText.concat([LabelledText.of('ab', label('a')), LabelledText.of('cd', label('b', 'own'))]);
    expect(text.replaced(1, 2, 'xyz')).toMatchObject({ text: 'axyzcd' });
    expect(text.replaced(1, 2, 'xyz').labelAt(3)?.source).toBe('a');
  });

  it('labels every unit of any cuts put together again', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 6 }), { maxLength: 6 }), fc.nat(40), (parts, cut) => {
        const whole = LabelledText.concat(parts.map((part, index) => LabelledText.of(part, label(String(index)))));
        const again = LabelledText.concat([whole.slice(0, cut), whole.slice(cut)]);
        expect(again.text).toBe(parts.join(''));
        for (let unit = 0; unit < again.text.length; unit++) expect(again.labelAt(unit)).toEqual(whole.labelAt(unit));
      }),
    );
  });
});

describe('admitContext', () => {
  const passes = (text: string): TextCheck => ({
    verdict: text.includes('EVIL') ? 'block' : 'allow',
    tier: 'fast',
    findings: [],
    text: text.replace('order', '[instruction removed]'),
    sentences: [],
    policy: 'test@1',
    wantsDeep: false,
  });
  const policy: ContextPolicy = {
    sources: [
      { source: 'wiki.example', trust: 'reviewed' },
      { source: '*.bad.example', trust: 'refused' },
      { source: 'web/*', trust: 'untrusted' },
    ],
    allowedHosts: ['shop.example'],
    maxUnits: 100,
  };
  const admit = (source: string, text: string) =>
    admitContext([{ id: '1', provenance: 'document', source, text }], policy, passes);

  it.each([
    ['wiki.example', 'reviewed'],
    ['web/anything', 'untrusted'],
  ])('labels what comes from %s as %s', (source, trust) => {
    expect(admit(source, 'text').items[0]?.text.trust).toBe(trust);
  });

  it.each([
    ['a refused source', 'x.bad.example', 'text', 'source'],
    ['an unknown source', 'elsewhere', 'text', 'source'],
    ['a blocked text', 'wiki.example', 'EVIL', 'blocked'],
  ])('refuses %s', (_name, source, text, reason) => {
    expect(admit(source, text)).toEqual({ items: [], refused: [{ id: '1', reason }] });
  });

  it.each([
    ['https://shop.example/a?b=1', 'https://shop.example/a?b=1'],
    ['https://www.shop.example:443/', 'https://www.shop.example:443/'],
    ['https://shop.example.evil.example/', '[link removed]'],
    ['https://shop.example@evil.example/', '[link removed]'],
    ['https://evilshop.example/', '[link removed]'],
    ['help@shop.example', 'help@shop.example'],
    ['spy@evil.example', '[link removed]'],
  ])('%s in untrusted text becomes %s', (address, expected) => {
    expect(admit('web/1', `see ${address} now`).items[0]?.text.text).toBe(`see ${expected} now`);
  });

  it('uses the repaired text and cuts what is too long', () => {
    expect(admit('web/1', `an order ${'x'.repeat(200)}`).items[0]?.text.text).toBe(
      `an [instruction removed] ${'x'.repeat(91)}`,
    );
  });
});
