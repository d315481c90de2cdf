import { gzipSync } from 'node:zlib';
import { bundle } from '../scripts/bundle.mjs';

/** A tag that is larger is felt before the page is. */
const MAX_COMPRESSED_BYTES = 3_000;

describe('the script', () => {
  it('is at most 3 kB compressed, and one statement that leaves one name behind', async () => {
    const script = await bundle();
    expect(gzipSync(script, { level: 9 }).length).toBeLessThanOrEqual(MAX_COMPRESSED_BYTES);
    expect(script).toMatch(/^"use strict";\(\(\)=>\{.*\}\)\(\);\n$/s);
    expect(script).not.toContain('document.cookie');
  });
});
