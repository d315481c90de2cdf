import { outline, parsed } from '../../testing/documents.js';

const blocksOf = async (html: string) => outline(await parsed(html, 'text/html'));
const page = (body: string, head = '') =>
  `<!doctype html><html lang="de"><head>${head}</head><body>${body}</body></html>`;

describe('HTML', () => {
  it.each<[string, string, string[]]>([
    [
      'headings and paragraphs',
      '<h1>Rückgabe</h1><p>30 Tage <b>Zeit</b>.</p>',
      ['heading1: Rückgabe', 'paragraph: 30 Tage Zeit.'],
    ],
    ['text without elements', 'Nur Text.', ['paragraph: Nur Text.']],
    ['entities', '<p>3&nbsp;&lt;&nbsp;4 &amp; 5&euro; &#8222;gut&#8220;</p>', ['paragraph: 3 < 4 & 5€ „gut“']],
    ['soft hyphens and zero-width characters', '<p>Ver&shy;sand\u200bkosten</p>', ['paragraph: Versandkosten']],
    [
      'nested lists',
      '<ul><li>A<ul><li>B</li></ul></li><li>C</li></ul>',
      ['list-item: A', 'list-item: B', 'list-item: C'],
    ],
    [
      'quotes and code',
      '<blockquote>Gut!</blockquote><pre>a = 1\n  b = 2</pre>',
      ['quote: Gut!', 'code: a = 1\n  b = 2'],
    ],
    [
      'lines of an address',
      '<p>Lampenweg 1<br>12345 Ort<br><br>Ende</p>',
      ['paragraph: Lampenweg 1\n12345 Ort', 'paragraph: Ende'],
    ],
    [
      'questions that open',
      '<details><summary>Wie lange?</summary><p>30 Tage.</p></details>',
      ['question: Wie lange?', 'answer: 30 Tage.'],
    ],
    [
      'lists of questions',
      '<dl><dt>Wie?</dt><dd>So.</dd><dt>Wort</dt><dd>Sinn</dd></dl>',
      ['question: Wie?', 'answer: So.', 'paragraph: Wort', 'paragraph: Sinn'],
    ],
    [
      'a button in a heading',
      '<h3><button>Wie?</button></h3><button>Kaufen</button><p>So.</p>',
      ['heading3: Wie?', 'paragraph: So.'],
    ],
    ['tags that are not closed', '<p>Eins<p>Zwei<li>Drei', ['paragraph: Eins', 'paragraph: Zwei', 'list-item: Drei']],
    [
      'a table with cells over several rows and columns',
      '<table><tr><th>Art</th><th>Preis</th></tr><tr><td rowspan="2">Arc</td><td>1 €</td></tr><tr><td>2 €</td></tr></table>',
      ['table-row: Art | Preis', 'table-row: Arc | 1 €', 'table-row: Arc | 2 €'],
    ],
    [
      'a table that lays out',
      '<table><tr><td><h2>A</h2></td><td><p>B</p></td></tr></table>',
      ['heading2: A', 'paragraph: B'],
    ],
  ])('reads %s', async (_name, body, expected) => {
    expect(await blocksOf(page(body))).toEqual(expected);
  });

  it('gives rows their headers', async () => {
    const { blocks } = await parsed(
      page('<table><thead><tr><td>A</td><td>B</td></tr></thead><tr><td>1</td><td>2</td></tr></table>'),
      'text/html',
    );
    expect(blocks.map(({ columns }) => columns)).toEqual([undefined, ['A', 'B']]);
  });

  it.each([
    ['navigation', '<nav><a>Start</a></nav>', 'boilerplate'],
    ['a footer', '<footer>Impressum</footer>', 'boilerplate'],
    ['a header without a title', '<header>Logo GmbH</header>', 'boilerplate'],
    ['a cookie banner', '<div class="x cookie-banner">Alle annehmen</div>', 'boilerplate'],
    ['a role', '<div role="navigation">Start</div>', 'boilerplate'],
    ['the hidden attribute', '<p hidden>Geheim</p>', 'hidden-text'],
    ['display none', '<p style="color: red; display : none">Geheim</p>', 'hidden-text'],
    ['a class hidden by the page', '<style>.x, p.y{display:none}</style><p class="a y">Geheim</p>', 'hidden-text'],
    ['no size', '<span style="font-size:0px">Geheim</span>', 'hidden-text'],
    ['white on white', '<span style="color:#FFF">Geheim</span>', 'hidden-text'],
    ['ink like paper', '<span style="color:#123456;background-color:rgb(18, 52, 86)">Geheim</span>', 'hidden-text'],
    ['off the screen', '<div style="position:absolute;left:-9999px">Geheim</div>', 'hidden-text'],
    ['no opacity', '<div style="opacity:0">Geheim</div>', 'hidden-text'],
    ['text for screen readers', '<span class="sr-only">Geheim</span>', 'hidden-text'],
    ['a comment', '<!-- Geheim -->', 'hidden-text'],
    ['a cell', '<table><tr><td>1</td><td>2<i hidden>Geheim</i></td></tr></table>', 'hidden-text'],
  ])('leaves out and reports %s', async (_name, part, kind) => {
    const { text, notes } = await parsed(page(`<p>Vorher.</p>${part}<p>Nachher.</p>`), 'text/html');
    expect(text.replace('1 | 2\n\n', '')).toBe('Vorher.\n\nNachher.');
    expect(notes).toContainEqual(expect.objectContaining({ kind, count: 1 }));
  });

  it.each([
    ['white on dark', '<p style="color:white;background:#000">Sichtbar</p>'],
    ['hidden for paper alone', '<style>@media print{.x{display:none}}</style><p class="x">Sichtbar</p>'],
    ['half transparent', '<p style="opacity:0.5">Sichtbar</p>'],
    ['small', '<p style="font-size:0.8em">Sichtbar</p>'],
    ['hidden until found', '<p hidden="until-found">Sichtbar</p>'],
    ['a header with the title', '<header><h1>Sichtbar</h1></header>'],
  ])('keeps what is %s', async (_name, part) => {
    expect((await parsed(page(part), 'text/html')).text).toBe('Sichtbar');
  });

  it('drops scripts, styles, templates and forms without a word', async () => {
    const silent =
      '<script>var a</script><style>p{}</style><template>t</template><select><option>o</option></select><svg><text>s</text></svg>';
    expect(await parsed(page(`${silent}<p>Text</p>`), 'text/html')).toMatchObject({ text: 'Text', notes: [] });
  });

  it('reads the main element alone where there is one', async () => {
    const { text, notes } = await parsed(
      page('<div>Werbung</div><main><aside>Hinweis</aside><p>Text</p></main>'),
      'text/html',
    );
    expect(text).toBe('Hinweis\n\nText');
    expect(notes).toEqual([{ kind: 'boilerplate', count: 1, detail: 'outside of the main element' }]);
  });

  it.each([
    ['the title', '<title> Versand \n &amp; Kosten</title>', { title: 'Versand & Kosten' }],
    [
      'a date',
      '<title>T</title><meta property="article:published_time" content="2026-03-01T10:00:00+01:00">',
      { publishedAt: '2026-03-01T09:00:00.000Z' },
    ],
    [
      'linked data',
      '<script type="application/ld+json">{"datePublished":"2026-02-03"}</script>',
      { publishedAt: '2026-02-03' },
    ],
    ['the language', '<title>T</title>', { language: 'de' }],
  ])('reads %s', async (_name, head, expected) => {
    expect(await parsed(page('<p>Kurz.</p>', head), 'text/html')).toMatchObject(expected);
  });

  it('believes the text rather than a wrong language', async () => {
    const english =
      'You can return every lamp within thirty days of delivery, as long as it is complete and undamaged. We pay the postage for returns within Germany.';
    const { language, notes } = await parsed(page(`<p>${english}</p>`), 'text/html');
    expect([language, notes]).toEqual(['en', [{ kind: 'language', count: 1, detail: 'read as en' }]]);
  });

  it('refuses what nests without end, and goes on', async () => {
    const deep = '<div>'.repeat(50_000);
    await expect(parsed(`${deep}x`, 'text/html')).rejects.toMatchObject({
      code: 'RAG_DOCUMENT_TOO_DEEP',
      details: { limit: 200 },
    });
    await expect(parsed('<b></b>'.repeat(600_000), 'text/html')).rejects.toMatchObject({
      code: 'RAG_DOCUMENT_TOO_LARGE',
    });
  });

  it.each(['', ' \n', '<p> &nbsp;</p>', '<script>x</script>', '<p hidden>x</p>'])('finds %j empty', async (html) => {
    await expect(parsed(html, 'text/html')).rejects.toMatchObject({ code: 'RAG_DOCUMENT_EMPTY' });
  });
});
