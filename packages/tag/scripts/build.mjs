// Writes dist/s.js, the script that pages load.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from './bundle.mjs';

const dist = join(import.meta.dirname, '../dist');
mkdirSync(dist, { recursive: true });
writeFileSync(join(dist, 's.js'), await bundle());
