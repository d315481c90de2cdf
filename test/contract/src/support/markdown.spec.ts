import { anchorsOf, blocksOf, linksOf, withoutPrograms } from './markdown.js';

describe('Markdown pages', () => {
  const page = '# Title\n```sql\nSELECT 1\n```\n```ts\nconst one = 1;\n```\n';

  it('have blocks by language', () => {
    expect(blocksOf(page, 'sql')).toEqual(['SELECT 1\n']);
    expect(withoutPrograms(page)).toBe('# Title\n```sql\nSELECT 1\n```\n\n');
  });

  it('have headings and links', () => {
    expect(anchorsOf('# One `two`: three\n## Für Ärzte')).toEqual(new Set(['one-two-three', 'für-ärzte']));
    expect(linksOf('[a](b.md) [c](d.md#e) [f](#g) [h](https://i.example)')).toEqual([
      { path: 'b.md', anchor: undefined },
      { path: 'd.md', anchor: 'e' },
      { path: '', anchor: 'g' },
    ]);
  });
});
