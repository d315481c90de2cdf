import { detectPersonalData, listedNames } from '@stellwerk/guard';
import { atLeast, atMost, type Benchmark, type FigurePlan, type Measurement } from './benchmark.js';
import { type Carrier, readCarriers } from './guard/personal-data/carriers.js';
import { decoyKinds } from './guard/personal-data/decoys.js';
import { type PlantedType, plantedTypes, writings } from './guard/personal-data/document.js';
import { generateDecoys, generateDocuments, SEED } from './guard/personal-data/generate.js';
import { peers } from './guard/personal-data/peers.js';
import { type Found, scoreDocument, scorePrecision } from './guard/personal-data/score/score.js';
import { Tally } from './guard/personal-data/score/tally.js';
import { writingsOf } from './guard/personal-data/writings.js';

const WITH_CHECK_DIGIT: ReadonlySet<PlantedType> = new Set([
  'iban',
  'payment-card',
  'vat-id',
  'de-tax-id',
  'de-pension-number',
  'de-health-insurance-number',
  'de-physician-number',
  'uk-nhs-number',
]);
const NAMES: ReadonlySet<PlantedType> = new Set(['person', 'street', 'place']);
const groups = { 'with check digit': 0.98, 'without check digit': 0.95, 'names and places': 0.93 } as const;
type Group = keyof typeof groups;

const groupOf = (type: PlantedType): Group =>
  WITH_CHECK_DIGIT.has(type) ? 'with check digit' : NAMES.has(type) ? 'names and places' : 'without check digit';
const typesOf = (group: Group) => plantedTypes.filter((type) => groupOf(type) === group);
const share = (aim: FigurePlan['aim']): FigurePlan => ({ unit: 'share', aim });
const SOURCES = ['encyclopaedia', 'questions', 'mails'] as const;

const figures: Record<string, FigurePlan> = {};
for (const group of Object.keys(groups) as Group[]) {
  figures[`recall, ${group}`] = share(atLeast(groups[group]));
  for (const writing of writings) {
    if (typesOf(group).some((type) => writingsOf[type].includes(writing)))
      figures[`recall, ${group}, ${writing}`] = share(atLeast(groups[group]));
  }
  for (const type of typesOf(group)) {
    figures[`recall, ${type}`] = share(atLeast(groups[group]));
    for (const writing of writingsOf[type]) figures[`recall, ${type}, ${writing}`] = share(null);
  }
}
figures['decoys altered'] = share(atMost(0.02));
for (const kind of Object.keys(decoyKinds)) figures[`decoys altered, ${kind}`] = share(null);
figures['exact offsets'] = share(null);
figures['precision, generated texts'] = share(null);
for (const source of SOURCES) {
  figures[`identifiers per 1,000 words, ${source}`] = { unit: 'count', aim: null };
  figures[`names and places per 1,000 words, ${source}`] = { unit: 'count', aim: null };
}

const benchmark: Benchmark = {
  name: 'guard.personal-data',
  describe:
    'Personal data found in generated German and English texts (test part alone), decoys left alone, clean texts.',
  seed: SEED,
  load: { generator: 'none: the measured process works on texts', cores: 0 },
  figures,
  async run({ short, seed, log, note, cut, data }) {
    const perCell = short ? 4 : 30;
    if (short) cut(`${perCell} documents per type and writing instead of 30`);
    const carriers = readCarriers(data);
    const options = { part: 'test', perCell, carriers, known: listedNames } as const;
    const documents = [...generateDocuments(options, seed), ...generateDecoys(options, seed)];
    log(`${documents.length} documents`);
    note(
      'found = every letter and digit of the value lies in entities of its type; for the peer, in anything it would redact, whatever its type',
    );
    note(
      'no name, street or town of the test part is in a list of the detector; its rules were built on the development part',
    );
    note(
      'names stand in titles, greetings, closings, fields, tables and addresses, and in sentences that say nothing of them; the deep tier is not part of this run',
    );
    note(
      'the first run on the test part found .9226 of the NHS numbers: a word for a person between a number and its name hid the name; that was mended afterwards, so later runs are not blind to this rule',
    );
    note(
      'clean texts: who is named there is named rightly most often, so no precision is given; mails hold addresses of their senders',
    );

    const own = new Tally();
    for (const document of documents) {
      const found = detectPersonalData(document.text);
      scoreDocument(document, found, own, (type) => groupOf(type as PlantedType), true);
      if (!document.isCarried) scorePrecision(document, found, own, true);
    }
    const { started, failed } = await peers();
    for (const { name, problem } of failed) note(`${name} did not start: ${problem}`);
    const [peer, ...others] = await Promise.all(
      started.map(async ({ name, detect }) => {
        const tally = new Tally();
        for (const document of documents) {
          const found: Found[] = await detect(document.text);
          scoreDocument(document, found, tally, (type) => groupOf(type as PlantedType), false);
          if (!document.isCarried) scorePrecision(document, found, tally, false);
        }
        log(`${name}: decoys altered ${tally.share('decoys altered').value.toFixed(3)}`);
        return { name, tally };
      }),
    );
    for (const { name, tally } of others)
      note(
        `${name}: ${Object.keys(groups)
          .map((group) => `recall ${group} ${tally.share(`recall, ${group}`).value.toFixed(3)}`)
          .join(', ')}, decoys altered ${tally.share('decoys altered').value.toFixed(3)}`,
      );
    const shares = Object.keys(figures)
      .filter((name) => !name.includes('1,000 words'))
      .map((name): Measurement => {
        const isCompared = peer && name !== 'exact offsets';
        return {
          name,
          ...own.share(name),
          ...(isCompared && { peer: { name: peer.name, value: peer.tally.share(name).value } }),
        };
      });
    return [...shares, ...SOURCES.flatMap((source) => cleanFigures(source, carriers))];
  },
};

function cleanFigures(source: (typeof SOURCES)[number], carriers: readonly Carrier[]): Measurement[] {
  let [words, identifiers, names] = [0, 0, 0];
  const texts = carriers.filter((carrier) => carrier.source === source);
  for (const { text } of texts) {
    words += text.split(/\s+/).length;
    for (const { type } of detectPersonalData(text)) {
      if (NAMES.has(type)) names += 1;
      else identifiers += 1;
    }
  }
  const perThousand = (count: number) => (1_000 * count) / words;
  return [
    { name: `identifiers per 1,000 words, ${source}`, value: perThousand(identifiers), n: texts.length },
    { name: `names and places per 1,000 words, ${source}`, value: perThousand(names), n: texts.length },
  ];
}

export default benchmark;
