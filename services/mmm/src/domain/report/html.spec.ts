import fc from 'fast-check';
import { constantMarkup, escapeText, html } from './html.js';
import { elementsOf, readMarkup, textOf } from './testing/markup.js';

describe('html', () => {
  it.each([
    ['<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    [`"quoted" & 'single'`, '&quot;quoted&quot; &amp; &#39;single&#39;'],
    ['null\u0000 and bell\u0007', 'null\ufffd and bell\ufffd'],
    ['half a pair \ud800', 'half a pair \ufffd'],
    ['turned \u202efdp.exe', 'turned fdp.exe'],
    ['Köln – 10 °C 🚀', 'Köln – 10 °C 🚀'],
  ])('escapes %j', (text, escaped) => {
    expect(escapeText(text)).toBe(escaped);
  });

  it('lets a template show any text, and nothing but it, in an element and in an attribute', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const root = readMarkup(html`<p title="${text}">${text}</p>`.markup);
        const [paragraph, ...others] = elementsOf(root);
        expect(others).toEqual([]);
        expect(textOf(root)).toBe(text);
        expect(paragraph?.attributes.get('title')).toBe(text);
      }),
    );
  });

  it('joins lists, keeps markup, and says nothing for what is absent', () => {
    expect(
      html`<ul>${['a', '<b>'].map((item) => html`<li>${item}</li>`)}${null}${undefined}${constantMarkup('<hr>')}</ul>`
        .markup,
    ).toBe('<ul><li>a</li><li>&lt;b&gt;</li><hr></ul>');
  });
});
