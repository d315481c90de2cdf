import type { Corpora } from './corpora.js';
import { attackGrammar, englishAttacks, germanAttacks, otherAttacks, plantedOrders } from './generated/attacks.js';
import { type Grammar, sentences } from './generated/grammar.js';
import {
  alarmingEnglish,
  alarmingGerman,
  englishAdvice,
  englishProse,
  englishStatements,
  germanAdvice,
  germanProse,
  proseGrammar,
} from './generated/prose.js';
import { englishQuestions, englishTasks, germanQuestions, germanTasks, taskGrammar } from './generated/tasks.js';
import { pick, type Random, randomFrom } from './random.js';

/** What a model of injections is asked: is the assistant to be taken over, or is it given an order at all. */
export type Head = 'override' | 'instruction';

/** A text to learn from. `null` = the text says nothing about that question. */
export interface Sample {
  readonly source: string;
  /** Texts of one group stay in one fold: generated ones by template, others by themselves. */
  readonly group: string;
  readonly text: string;
  readonly override: 0 | 1 | null;
  readonly instruction: 0 | 1 | null;
}

/** Which public sets to learn from; the rest stays unseen. */
export interface Sources {
  readonly deepset: boolean;
  readonly jailbreaks: boolean;
  readonly bipia: boolean;
}

/** How much one text of a source counts. Public texts are few and real, generated ones many and alike. */
export const sourceWeights: Readonly<Record<string, number>> = {
  deepset: 2,
  jailbreaks: 1,
  bipia: 4,
  mails: 2,
  germeval2018: 0.3,
};
const GENERATED_WEIGHT = 0.4;
export const weightOf = (source: string): number => sourceWeights[source] ?? GENERATED_WEIGHT;

/** Every text the injection models learn from, in a fixed order. */
export function injectionSamples(corpora: Corpora, sources: Sources, seed: number): Sample[] {
  const samples = generatedSamples(seed);
  const add = (source: string, texts: readonly string[], override: 0 | 1 | null, instruction: 0 | 1 | null) =>
    texts.forEach((text, index) => {
      samples.push({ source, group: `${source} ${index}`, text, override, instruction });
    });
  if (sources.deepset)
    corpora.deepset.forEach(({ text, label }, index) => {
      samples.push({
        source: 'deepset',
        group: `deepset ${index}`,
        text,
        override: label,
        instruction: label === 1 ? 1 : null,
      });
    });
  if (sources.jailbreaks) add('jailbreaks', corpora.jailbreaks, 1, 1);
  if (sources.bipia)
    add(
      'bipia',
      corpora.bipia.map(({ text }) => text),
      null,
      1,
    );
  for (const text of corpora.mails)
    samples.push({ source: 'mails', group: `mails ${senderOf(text)}`, text, override: 0, instruction: 0 });
  add(
    'germeval2018',
    corpora.germeval2018.map(({ text }) => text),
    0,
    0,
  );
  return samples;
}

function generatedSamples(seed: number): Sample[] {
  const random = randomFrom(seed);
  const samples: Sample[] = [];
  const add = (
    source: string,
    grammar: Grammar,
    templates: readonly string[],
    each: number,
    [override, instruction]: readonly [0 | 1 | null, 0 | 1 | null],
  ) =>
    templates.forEach((template, index) => {
      for (const text of sentences(random, grammar, [template], each))
        samples.push({ source, group: `${source} ${index}`, text: varied(random, text), override, instruction });
    });
  add('attacks en', attackGrammar, englishAttacks, 60, [1, 1]);
  add('attacks de', attackGrammar, germanAttacks, 60, [1, 1]);
  add('attacks other', attackGrammar, otherAttacks, 12, [1, 1]);
  add('orders', attackGrammar, plantedOrders, 60, [null, 1]);
  add('tasks en', taskGrammar, englishTasks, 90, [0, 1]);
  add('tasks de', taskGrammar, germanTasks, 70, [0, 1]);
  add('questions en', taskGrammar, englishQuestions, 60, [0, null]);
  add('questions de', taskGrammar, germanQuestions, 60, [0, null]);
  add('prose en', proseGrammar, englishProse, 40, [0, 0]);
  add('prose de', proseGrammar, germanProse, 40, [0, 0]);
  add('statements en', proseGrammar, englishStatements, 90, [0, 0]);
  add('advice en', proseGrammar, englishAdvice, 60, [0, 0]);
  add('advice de', proseGrammar, germanAdvice, 40, [0, 0]);
  add('alarming en', proseGrammar, alarmingEnglish, 20, [0, null]);
  add('alarming de', proseGrammar, alarmingGerman, 20, [0, null]);
  return [...samples, ...joined(random, samples)];
}

/** People write carelessly: small letters, no full stop, capitals. */
function varied(random: Random, text: string): string {
  const draw = random();
  if (draw < 0.12) return text.toLowerCase();
  if (draw < 0.2) return text.replace(/[.!]$/, '');
  return draw < 0.23 ? text.toUpperCase() : text;
}

/** Harmless sentences in a row, and an attack behind a harmless question: what a window of sentences holds. */
function joined(random: Random, samples: readonly Sample[]): Sample[] {
  const harmless = samples.filter(({ override }) => override === 0);
  const attacks = samples.filter(({ override }) => override === 1);
  const two = (first: Sample, second: Sample, override: 0 | 1): Sample => ({
    source: override === 1 ? 'joined attacks' : 'joined harmless',
    group: second.group,
    text: `${first.text} ${second.text}`,
    override,
    instruction: null,
  });
  return [
    ...Array.from({ length: 1_500 }, () => two(pick(random, harmless), pick(random, harmless), 0)),
    ...Array.from({ length: 800 }, () => two(pick(random, harmless), pick(random, attacks), 1)),
  ];
}

/** Mails of one sender are much alike: they stay together. */
export const senderOf = (mail: string): string => /EMAIL_FROM:\s*([^|\n]*)/.exec(mail)?.[1]?.trim() ?? '';
