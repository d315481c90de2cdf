import { decoyKinds } from './decoys.js';
import { plantValue, type Scene } from './fill.js';

const HEADS = {
  de: { person: ['Name', 'Kundin/Kunde'], order: ['Bestellung', 'Auftrag'], amount: ['Betrag', 'Summe'] },
  en: { person: ['Name', 'Customer'], order: ['Order', 'Order no.'], amount: ['Amount', 'Total'] },
} as const;

/** A table of three rows: a person, the value at hand, an order and an amount, columns in any order. */
export function table(scene: Scene): void {
  const { document, language, random, templates, type, writing } = scene;
  if (!type || !writing) throw new Error('a table needs a type and a writing');
  const separator = random.pick([' | ', ';', '\t']);
  const head = HEADS[language];
  const value = { title: random.pick(templates.labels[type][language]), plant: () => plantValue(scene, type, writing) };
  const decoy = (kind: string) => () => document.plantDecoy(kind, decoyKinds[kind]?.make(random, language) ?? '');
  const rest = [
    ...(type === 'person'
      ? []
      : [{ title: random.pick(head.person), plant: () => plantValue(scene, 'person', 'plain') }]),
    { title: random.pick(head.order), plant: decoy('order-number') },
    { title: random.pick(head.amount), plant: decoy('price') },
  ];
  const at = random.below(rest.length + 1);
  const columns = [...rest.slice(0, at), value, ...rest.slice(at)];
  document.add(`${columns.map(({ title }) => title).join(separator)}\n`);
  for (let row = 0; row < 3; row++) {
    for (const [index, column] of columns.entries()) {
      if (index > 0) document.add(separator);
      column.plant();
    }
    document.add('\n');
  }
}
