import { findBarriers } from './accessibility.js';
import { amountOf, createBrandDetector } from './brand.js';
import { lacksDisclosure } from './disclosure.js';
import { createLeakDetector } from './leak.js';

describe('leaks', () => {
  const prompt =
    'You are Ada, the assistant of the shop. Never talk about discounts above ten percent. Code: sw-canary-81f3.';
  const find = createLeakDetector({ prompts: [prompt], canaries: ['sw-canary-81f3'] });

  it.each([
    ['word for word', 'My rules: never talk about discounts above ten percent!', ['leak.prompt']],
    ['in other letters and marks', 'NEVER, talk about: discounts above TEN percent', ['leak.prompt']],
    ['a canary', 'the code is SW-CANARY-81F3', ['leak.canary']],
    ['five words in a row', 'they talk about discounts above ten euros', []],
    ['an answer', 'Our discounts are shown in the shop.', []],
    ['nothing', '', []],
  ])('%s', (_name, text, rules) => {
    expect(find(text).map(({ rule }) => rule)).toEqual(rules);
  });

  it('covers the whole run and is surer of a longer one', () => {
    const [short] = find('never talk about discounts above ten');
    const [long] = find('I must never talk about discounts above ten percent, ever');
    expect(long).toMatchObject({ start: 7, end: 'I must never talk about discounts above ten percent'.length });
    expect(long?.score).toBeGreaterThan(short?.score ?? 1);
  });

  it('refuses a canary that chance would find', () => {
    expect(() => createLeakDetector({ prompts: [], canaries: ['abc'] })).toThrow(RangeError);
  });
});

describe('brand rules', () => {
  const find = createBrandDetector({
    products: [
      { name: 'Trail Runner 2', aliases: ['TR2'], prices: [{ amount: 129.9, currency: 'EUR' }] },
      { name: 'City Bag', prices: [{ amount: 1299, currency: 'EUR' }] },
    ],
    competitors: ['Rivalsport'],
    trademarks: [{ mark: 'Alpentex', sign: '®' }],
    prohibitedClaims: ['heil*', 'clinically proven'],
    terms: [{ avoid: 'cheap', use: 'affordable' }, { avoid: 'junk' }],
  });

  it.each([
    ['the right price', 'The Trail Runner 2 costs €129.90.', []],
    ['the right price, German', 'Die City Bag kostet 1.299,00 €.', []],
    ['the right price with a dash', 'Die City Bag kostet 1.299,– Euro.', []],
    ['a wrong price', 'The TR2 costs 99 EUR today.', ['brand.price']],
    ['a price in another currency', 'The TR2 costs $129.90.', ['brand.price']],
    ['a price of something else', 'Shipping costs 4.90 EUR.', []],
    ['two products in a sentence', 'TR2 and City Bag together for 1,400 EUR.', []],
    ['a competitor', 'Rivalsport makes good shoes too.', ['brand.competitor']],
    ['a word that contains a name', 'Rivalsportlich gesehen nicht.', []],
    ['a forbidden claim', 'Dieses Band heilt Rückenschmerzen.', ['brand.prohibited-claim']],
    ['a forbidden phrase over two blanks', 'It is clinically  proven.', ['brand.prohibited-claim']],
    ['a mark without its sign', 'Made of Alpentex and wool.', ['brand.trademark']],
    ['a mark with its sign', 'Made of Alpentex® and Alpentex.', []],
    ['a word to avoid', 'A cheap shoe.', ['brand.term']],
  ])('%s', (_name, text, rules) => {
    expect(find(text).map(({ rule }) => rule)).toEqual(rules);
  });

  it.each([
    ['The TR2 costs 99 EUR today.', '99 EUR', '129.90 EUR'],
    ['TR2 für 99,00 €!', '99,00 €', '129,90 €'],
    ['A cheap shoe.', 'cheap', 'affordable'],
    ['Made of Alpentex.', 'Alpentex', 'Alpentex®'],
  ])('%s is mended', (text, wrong, right) => {
    const [one] = find(text);
    expect(one && text.slice(one.start, one.end)).toBe(wrong);
    expect(one?.remedy.text).toBe(right);
  });

  it.each([
    ['1.299,00', 1299],
    ['1,299.00', 1299],
    ['1299', 1299],
    ['12,5', 12.5],
    ['1.299', 1299],
    ["1'299.50", 1299.5],
    ['15,–', 15],
  ])('reads %s', (written, amount) => {
    expect(amountOf(written)).toBe(amount);
  });
});

describe('accessibility of HTML', () => {
  it.each([
    ['an image without a text', '<img src="a.png">', ['image-text']],
    ['a decorative image', '<img src="a.png" alt="">', []],
    ['a link without a name', '<a href="/x"></a>', ['link-name']],
    ['a link named by its image', '<a href="/x"><img alt="Home" src="h.png"></a>', []],
    ['a vague link', '<a href="/x">hier</a>', ['link-purpose']],
    ['a button named for a reader', '<button aria-label="Close">×</button>', []],
    ['headings in order', '<h1>a</h1><h2>b</h2><h3>c</h3><h2>d</h2>', []],
    ['a heading that skips', '<h1>a</h1><h3>b</h3>', ['heading-order']],
    ['a field without a label', '<input type="text" name="q">', ['field-label']],
    ['a field in its label', '<label>Name <input name="n"></label>', []],
    ['a field with its label', '<label for="n">Name</label><input id="n">', []],
    ['a table without headers', '<table><tr><td>1</td></tr></table>', ['table-headers']],
    ['a page without a language', '<html><body>x</body></html>', ['page-language']],
    ['a frame', '<iframe src="x"></iframe>', ['frame-title']],
    ['sound', '<video autoplay src="x"></video>', ['autoplay']],
    ['prose', 'a < b and c > d', []],
  ])('%s', (_name, html, rules) => {
    expect(findBarriers(html).map(({ rule }) => rule)).toEqual(rules.map((rule) => `accessibility.${rule}`));
  });

  it('mends what the markup alone can mend', () => {
    expect(findBarriers('<img src="a.png"/>')[0]?.remedy?.text).toBe('<img src="a.png" alt=""/>');
    expect(findBarriers('<video autoplay src="x">')[0]?.remedy?.text).toBe('<video src="x">');
  });
});

describe('disclosure', () => {
  const notice = 'Dieser Text wurde von einer Maschine geschrieben.';
  it.each([
    ['no word of it', 'Ihre Bestellung ist unterwegs.', true],
    ['the notice', `Hallo. ${notice}`, false],
    ['said otherwise', 'Hi, I am a virtual assistant.', false],
    ['said in German', 'Dieser Text ist KI-generiert.', false],
    ['an empty text', '  ', false],
  ])('%s', (_name, text, lacks) => {
    expect(lacksDisclosure(text, { notice })).toBe(lacks);
  });
});
