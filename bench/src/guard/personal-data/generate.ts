import type { Carrier } from './carriers.js';
import { decoyKinds } from './decoys.js';
import { type Dice, dice } from './dice.js';
import {
  DocumentText,
  type Form,
  type GeneratedDocument,
  type Language,
  type Part,
  type PlantedType,
  plantedTypes,
  type Writing,
} from './document.js';
import { fill } from './fill.js';
import { table } from './table.js';
import { development } from './templates/development-part.js';
import { speakForThemselves, type Templates } from './templates/template.js';
import { test } from './templates/test-part.js';
import { vocabulary } from './vocabulary/vocabulary.js';
import { writingsOf } from './writings.js';

export interface GeneratorOptions {
  readonly part: Part;
  /** Documents per type and writing. */
  readonly perCell: number;
  readonly carriers: readonly Carrier[];
  /** Lower-case words of the detector's own lists: none of them is used as a name, street or town. */
  readonly known: ReadonlySet<string>;
}

/** Seed of the published documents. */
export const SEED = 20_261_126;

const templatesOf: Readonly<Record<Part, Templates>> = { development, test };
/** The parts draw from streams of their own. */
const STREAM: Readonly<Record<Part, number>> = { development: 0, test: 1_000_003 };
/** One of so many documents stands inside a text of somebody else. */
const CARRIED = 1 / 3;

/** Documents with planted personal data and decoys, the same for the same options and seed. */
export function generateDocuments(options: GeneratorOptions, seed = SEED): GeneratedDocument[] {
  const random = dice(seed + STREAM[options.part]);
  const documents: GeneratedDocument[] = [];
  for (const type of plantedTypes) {
    for (const writing of writingsOf[type]) {
      for (let copy = 0; copy < options.perCell; copy++) {
        documents.push(oneDocument(`${options.part}-${type}-${writing}-${copy}`, type, writing, options, random));
      }
    }
  }
  return documents;
}

/** Types of one country are spoken of in its language most often. */
function languageFor(type: PlantedType, random: Dice): Language {
  if (type.startsWith('de-') || type === 'licence-plate') return random.chance(0.8) ? 'de' : 'en';
  return type.startsWith('u') ? (random.chance(0.8) ? 'en' : 'de') : random.pick(['de', 'en']);
}

function oneDocument(
  id: string,
  type: PlantedType,
  writing: Writing,
  options: GeneratorOptions,
  random: Dice,
): GeneratedDocument {
  const language = languageFor(type, random);
  const form: Form = random.pick(['sentence', 'sentence', 'letter', 'chat', 'table']);
  const templates = templatesOf[options.part];
  const words = vocabulary(options.part, language, options.known);
  const document = new DocumentText();
  const scene = { document, type, writing, language, words, templates, random };
  const carrier = random.chance(CARRIED)
    ? random.pick(options.carriers.filter((one) => one.language === language))
    : undefined;
  const [before, after] = carrier ? halves(carrier.text, random) : ['', ''];
  if (before) document.add(`${before}${form === 'sentence' ? ' ' : '\n\n'}`);
  if (form === 'table') table(scene);
  else {
    const sentence = sentenceFor(type, language, templates, random);
    fill(scene, form === 'sentence' ? sentence : random.pick(templates.whole[form][language]), sentence);
  }
  if (after) document.add(`${form === 'sentence' ? ' ' : '\n\n'}${after}`);
  return {
    id,
    language,
    form,
    isCarried: carrier !== undefined,
    text: document.text,
    planted: document.planted,
    decoys: document.decoys,
  };
}

function sentenceFor(type: PlantedType, language: Language, templates: Templates, random: Dice): string {
  const own = templates.own[type]?.[language];
  if (own && random.chance(0.8)) return random.pick(own);
  if (speakForThemselves.has(type) && random.chance(0.25)) return random.pick(templates.bare[language]);
  return random.pick(templates.labelled[language]);
}

/** Splits a text after one of its sentences. */
function halves(text: string, random: Dice): [string, string] {
  const ends = [...text.matchAll(/[.!?](?= )/g)].map(({ index }) => index + 1);
  const at = random.pick([...ends, text.length]);
  return [text.slice(0, at), text.slice(at).trimStart()];
}

/** Documents that hold decoys alone. */
export function generateDecoys(options: GeneratorOptions, seed = SEED): GeneratedDocument[] {
  const random = dice(seed + STREAM[options.part] + 7);
  return Object.keys(decoyKinds).flatMap((kind) =>
    Array.from({ length: options.perCell }, (_, copy) => {
      const language: Language = random.pick(['de', 'en']);
      const document = new DocumentText();
      const carrier = random.pick(options.carriers.filter((one) => one.language === language));
      const [before, after] = halves(carrier.text, random);
      const carried = random.chance(CARRIED);
      if (carried) document.add(`${before} `);
      fill(
        {
          document,
          language,
          random,
          words: vocabulary(options.part, language, options.known),
          templates: templatesOf[options.part],
        },
        '{decoy}.',
        '',
        kind,
      );
      if (carried) document.add(` ${after}`);
      return {
        id: `${options.part}-decoy-${kind}-${copy}`,
        language,
        form: 'sentence' as const,
        isCarried: carried,
        text: document.text,
        planted: document.planted,
        decoys: document.decoys,
      };
    }),
  );
}
