import { decoyKinds } from './decoys.js';
import type { Dice } from './dice.js';
import { type DocumentText, type Language, type PlantedType, plantedTypes, type Writing } from './document.js';
import type { Templates } from './templates/template.js';
import { givenName, surname } from './values/personal.js';
import { makeValue } from './values/values.js';
import type { Vocabulary } from './vocabulary/vocabulary.js';
import { write } from './writings.js';

/** What a text is filled from; without `type` and `writing` where nothing is at hand to plant. */
export interface Scene {
  readonly document: DocumentText;
  readonly type?: PlantedType;
  readonly writing?: Writing;
  readonly language: Language;
  readonly words: Vocabulary;
  readonly templates: Templates;
  readonly random: Dice;
}

const isType = (text: string): text is PlantedType => (plantedTypes as readonly string[]).includes(text);

/** Adds a template to the document, its places filled; `decoyKind` fixes the kind of decoys. */
export function fill(scene: Scene, template: string, body: string, decoyKind?: string): void {
  const { document, language, random, words } = scene;
  // A short name is written as the value at hand is, where persons are at hand.
  const single = scene.type === 'person' && scene.writing ? scene.writing : 'plain';
  for (const piece of template.split(/(\{[a-z0-9-]+\})/)) {
    const place = /^\{([a-z0-9-]+)\}$/.exec(piece)?.[1];
    if (place === undefined) document.add(piece);
    else if (place === 'body') fill(scene, body, '', decoyKind);
    else if (place === 'decoy') plantDecoy(scene, decoyKind ?? random.pick(Object.keys(decoyKinds)));
    else if (place === 'label' && scene.type) document.add(random.pick(scene.templates.labels[scene.type][language]));
    else if (place === 'value' && scene.type && scene.writing) plantValue(scene, scene.type, scene.writing);
    else if (place === 'given' || place === 'surname') {
      const name = place === 'given' ? givenName(random, words) : surname(random, words);
      const writing = single === 'dotted' ? 'plain' : single;
      document.plant('person', writing, write({ plain: name, groups: [name] }, 'person', writing, language, random));
    } else if (isType(place)) plantValue(scene, place, 'plain');
    else throw new Error(`a template names the unknown place {${place}}`);
  }
}

export function plantValue({ document, language, words, random }: Scene, type: PlantedType, writing: Writing): void {
  document.plant(type, writing, write(makeValue(type, language, words, random), type, writing, language, random));
}

export function plantDecoy({ document, language, random }: Scene, kind: string): void {
  const decoy = decoyKinds[kind];
  if (!decoy) throw new Error(`there is no decoy of the kind ${kind}`);
  const [before = '', after = ''] = random.pick(decoy[language]).split('{}');
  document.add(before);
  document.plantDecoy(kind, decoy.make(random, language));
  document.add(after);
}
