import type { Random } from '../random.js';
import { englishFairSpeech, germanFairSpeech, germanInsults, germanSpeechGrammar } from './german-speech.js';
import { type Grammar, lines, phrases, sentences } from './grammar.js';
import {
  alarmingEnglish,
  alarmingGerman,
  englishAdvice,
  englishProse,
  englishStatements,
  germanAdvice,
  germanProse,
  proseGrammar,
} from './prose.js';
import { englishQuestions, englishTasks, germanQuestions, germanTasks, taskGrammar } from './tasks.js';
import { englishTopics, places } from './topics.js';

const grammar: Grammar = {
  topic: englishTopics,
  place: places,
  year: phrases('1492; 1648; 1789; 1866; 1914; 1945; 1955; 1989; 2003; 2015; 2021'),
  insult: phrases(`
    idiot; moron; scumbag; bastard; asshole; loser; piece of shit; clown; liar; rat; pig; dickhead; bitch;
    imbecile; fool; parasite; coward; creep; pathetic little man; waste of space; retard; whore; cockroach`),
  bad: phrases(`
    stupid; disgusting; worthless; fucking; pathetic; filthy; brainless; damn; vile; ugly; useless; corrupt;
    lying; dumb; rotten`),
  group: phrases(`
    these politicians; those people; all of them; immigrants; women; men; journalists; foreigners;
    these fans; old people; the neighbours; believers; atheists; poor people`),
  harm: phrases(`
    should be locked up; deserve to die; make me sick; should go back where they came from; are vermin;
    are a plague; have no right to live here; should be wiped out; are subhuman; ruin everything;
    must be thrown out`),
};

const templates = lines(`
  You are a {bad} {insult}.
  You {bad} {insult}!
  Shut up, you {bad} {insult}.
  What a {bad} {insult}.
  Only a {insult} would believe in {topic}.
  Go to hell, {insult}.
  Nobody likes you, {insult}.
  I hope you (die|rot in hell|get what you deserve), you {insult}.
  {group} {harm}.
  {group} are all {bad} {insult}s.
  {group} are {bad} and {harm}.
  Kill yourself, {insult}.
  Fuck off, (you|and take {topic} with you).
  This is {bad} bullshit from a {insult}.
  How {bad} do you have to be to like {topic}?
  Your (face|opinion|whole family) is {bad}.
  These {bad} {insult}s talk about {topic} again.
  (He|She) is nothing but a {bad} {insult}.
  Go back to your country, {insult}.
  Everything {group} say about {topic} is {bad} crap.
`);

/** Strong but fair words about things and opinions. */
const fair = lines(`
  I strongly disagree with you about {topic}.
  That was a bad day for {topic}, and I am angry.
  This argument about {topic} is wrong and I can show why.
  I hate it when {topic} is late.
  The service was terrible and the staff ignored us.
  Women and men see {topic} differently.
  Immigrants and locals run the shop together.
  Journalists asked hard questions about {topic}.
  The film about {topic} is stupid fun.
  Damn, that is good!
  The killer feature is {topic}.
  What a shame about {topic}.
`);

type Generated = { readonly text: string; readonly group: string };

function each(random: Random, rules: Grammar, from: readonly string[], count: number, name: string): Generated[] {
  return from.flatMap((template, index) =>
    sentences(random, rules, [template], count).map((text) => ({ text, group: `${name} ${index}` })),
  );
}

/** Insults and hatred in English and German, made up from common abuse. */
export const insults = (random: Random): Generated[] => [
  ...each(random, grammar, templates, 60, 'insults'),
  ...each(random, germanSpeechGrammar, germanInsults, 40, 'insults de'),
];

/** English and German sentences without any: mails, help pages, shops, reports, and fair words about people. */
export const plainSpeech = (random: Random): Generated[] => [
  ...each(random, grammar, fair, 30, 'fair'),
  ...each(random, grammar, englishFairSpeech, 30, 'fair speech'),
  ...each(random, proseGrammar, englishProse, 8, 'prose'),
  ...each(random, proseGrammar, englishStatements, 12, 'statements'),
  ...each(random, proseGrammar, [...englishAdvice, ...alarmingEnglish], 6, 'advice'),
  ...each(random, taskGrammar, englishTasks, 6, 'tasks'),
  ...each(random, taskGrammar, englishQuestions, 10, 'questions'),
  ...each(random, germanSpeechGrammar, germanFairSpeech, 30, 'fair de'),
  ...each(random, proseGrammar, germanProse, 12, 'prose de'),
  ...each(random, proseGrammar, [...germanAdvice, ...alarmingGerman], 8, 'advice de'),
  ...each(random, taskGrammar, germanTasks, 12, 'tasks de'),
  ...each(random, taskGrammar, germanQuestions, 15, 'questions de'),
];
