import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { trainCharacterModel } from '../language/character-model.js';
import { readCorpora } from './corpora.js';

const folder = process.env.STELLWERK_DATA_DIR ?? join(import.meta.dirname, '../../../../../shared/data');
const weights = join(import.meta.dirname, '../../src/weights');
const corpora = readCorpora(folder);

const prose = [
  ...corpora.deepset.filter(({ label }) => label === 0).map(({ text }) => text),
  ...corpora.germeval2018.map(({ text }) => text),
  ...corpora.mails,
  ...corpora.jailbreaks,
];
write('character-costs', trainCharacterModel(prose));

function write(name: string, bytes: Uint8Array): void {
  const constant = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const text = Buffer.from(bytes).toString('base64');
  writeFileSync(
    join(weights, `${name}.ts`),
    `// Written by \`npm run train:guard\`.\nexport const ${constant} =\n  '${text}';\n`,
  );
  process.stderr.write(`${name}: ${bytes.length} bytes\n`);
}
