import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { controlSpecs } from '@stellwerk/contracts';
import { parse } from 'yaml';

const guide = readFileSync(join(import.meta.dirname, '../../../../docs/guides/knowledge-base.md'), 'utf8');

describe('the guide of the knowledge base', () => {
  const lines = [...guide.matchAll(/(?:^|`)npx stellwerk ([^`\n]+)/gm)].map(([, line = '']) => line);

  it('describes a source, with a crawl, that its contract takes', () => {
    const [source, crawl] = [...guide.matchAll(/```yaml\n([\s\S]*?)```/g)].map(
      ([, yaml = '']) => parse(yaml) as Record<string, unknown>,
    );
    const spec = { ...(source?.spec as object), ...crawl };
    expect(controlSpecs['knowledge-source'].parse(spec)).toEqual(spec);
  });

  it('has the same commands in German', () => {
    expect(lines.filter((line) => line.startsWith('rag ask')).length).toBeGreaterThanOrEqual(3);
    expect(guide.split('## Auf Deutsch')[1]).toMatch(
      /rag ingest[\s\S]*rag ask[\s\S]*rag eval[\s\S]*rag generations start/,
    );
  });
});
