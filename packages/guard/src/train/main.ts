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

/** What can be learnt on its own: no part reads the weights of another. */
const parts: Readonly<Record<string, () => void>> = {
  letters() {
    const prose = [
      ...corpora.deepset.filter(({ label }) => label === 0).map(({ text }) => text),
      ...corpora.germeval2018.map(({ text }) => text),
      ...corpora.mails,
      ...corpora.jailbreaks,
    ];
    writeBytes('character-costs', trainCharacterModel(prose));
  },
  injection() {
    const sources = { deepset: true, jailbreaks: true, bipia: true };
    const { override, instruction, readings } = trainInjection(corpora, sources, SEED, log);
    writeBytes('injection-override', QuantisedModel.from(override).toBytes());
    writeBytes('injection-instruction', QuantisedModel.from(instruction).toBytes());
    writeReading('injection-readings', readings);
  },
  toxicity() {
    const { model, reading } = trainToxicity(corpora, SEED, log);
    writeBytes('toxicity-weights', QuantisedModel.from(model).toBytes());
    writeReading('toxicity-reading', reading);
  },
};

const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(parts);
for (const name of wanted) {
  const learn = parts[name];
  if (!learn) throw new RangeError(`"${name}" is none of ${Object.keys(parts).join(', ')}`);
  learn();
}

function writeBytes(name: string, bytes: Uint8Array): void {
  writeText(name, `export const ${constantOf(name)} =\n  '${Buffer.from(bytes).toString('base64')}';\n`);
}

function writeReading(name: string, reading: object): void {
  writeText(name, `export const ${constantOf(name)} = ${JSON.stringify(reading, null, 2)} as const;\n`);
}

function writeText(name: string, text: string): void {
  writeFileSync(join(weights, `${name}.ts`), `// Written by \`npm run train:guard\`.\n${text}`);
  log(`${name}: ${text.length} characters`);
}

function constantOf(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
