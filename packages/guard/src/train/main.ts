import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { trainCharacterModel } from '../language/character-model.js';
import { QuantisedModel } from '../linear/quantised-model.js';
import { readCorpora } from './corpora.js';
import { trainInjection } from './injection.js';
import { trainToxicity } from './train-toxicity.js';

/** Seed of everything random in the shipped weights. */
const SEED = 1;
const folder = process.env.STELLWERK_DATA_DIR ?? join(import.meta.dirname, '../../../../../shared/data');
const weights = join(import.meta.dirname, '../../src/weights');
const corpora = readCorpora(folder);
const log = (message: string) => void process.stderr.write(`${message}\n`);

const prose = [
  ...corpora.deepset.filter(({ label }) => label === 0).map(({ text }) => text),
  ...corpora.germeval2018.map(({ text }) => text),
  ...corpora.mails,
  ...corpora.jailbreaks,
];
writeBytes('character-costs', trainCharacterModel(prose));
const injection = trainInjection(corpora, { deepset: true, jailbreaks: true, bipia: true }, SEED, log);
writeBytes('injection-override', QuantisedModel.from(injection.override).toBytes());
writeBytes('injection-instruction', QuantisedModel.from(injection.instruction).toBytes());
writeText(
  'injection-readings',
  `export const injectionReadings = ${JSON.stringify(injection.readings, null, 2)} as const;\n`,
);
const toxicity = trainToxicity(corpora.germeval2018, SEED, log);
writeBytes('toxicity-weights', QuantisedModel.from(toxicity.model).toBytes());
writeText(
  'toxicity-reading',
  `export const toxicityReading = ${JSON.stringify(toxicity.reading, null, 2)} as const;\n`,
);

function writeBytes(name: string, bytes: Uint8Array): void {
  const constant = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  writeText(name, `export const ${constant} =\n  '${Buffer.from(bytes).toString('base64')}';\n`);
}

function writeText(name: string, text: string): void {
  writeFileSync(join(weights, `${name}.ts`), `// Written by \`npm run train:guard\`.\n${text}`);
  log(`${name}: ${text.length} characters`);
}
