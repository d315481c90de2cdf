import { type Element, elementsNamed, elementsOf, readMarkup, textOf } from './markup.js';

const described = (ids: ReadonlyMap<string, Element>, element: Element, attribute: string): boolean =>
  (element.attributes.get(attribute) ?? '')
    .split(' ')
    .every((id) => textOf(ids.get(id) ?? { name: '', attributes: new Map(), children: [] }).trim() !== '');

const headingsSkip = (root: Element): readonly string[] => {
  const levels = elementsOf(root)
    .filter(({ name }) => /^h[1-6]$/.test(name))
    .map(({ name }) => Number(name[1]));
  return levels.flatMap((level, i) =>
    i > 0 && level > (levels[i - 1] ?? 0) + 1 ? [`h${levels[i - 1]} is followed by h${level}`] : [],
  );
};

/** What a report must keep to wherever it is opened; each broken rule is one line. */
export const brokenRules = (markup: string): readonly string[] => {
  const root = readMarkup(markup);
  const all = elementsOf(root);
  const ids = all.flatMap(({ attributes }) => attributes.get('id') ?? []);
  const byId = new Map(
    all.flatMap((element) => {
      const id = element.attributes.get('id');
      return id === undefined ? [] : [[id, element] as const];
    }),
  );
  const rules: readonly (readonly [boolean, string])[] = [
    [markup.startsWith('<!DOCTYPE html>\n<html lang="'), 'a document type and a language come first'],
    [new Set(ids).size === ids.length, 'an id is given twice'],
    [ids.every((id) => /^[a-z][\w-]*$/.test(id)), 'an id is made from data'],
    [elementsNamed(root, 'h1').length === 1, 'there is one h1'],
    [elementsNamed(root, 'main').length === 1, 'there is one main'],
    [elementsNamed(root, 'script').length === 0, 'there is no script'],
    [
      all.every(({ attributes }) => [...attributes.keys()].every((name) => !name.startsWith('on') && name !== 'style')),
      'nothing runs in attributes',
    ],
    [
      all.every(({ attributes }) =>
        ['src', 'srcset', 'data', 'action', 'xlink:href'].every((name) => !attributes.has(name)),
      ),
      'nothing is fetched',
    ],
    [
      elementsNamed(root, 'a').every(({ attributes }) => byId.has((attributes.get('href') ?? '').slice(1))),
      'links lead to parts of the document',
    ],
    [
      elementsNamed(root, 'style').every((style) => !/url\(|@import/.test(style.children.join(''))),
      'styles fetch nothing',
    ],
    [
      (/http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(markup)?.[1] ?? '').startsWith(
        'default-src &#39;none&#39;',
      ),
      'the policy allows nothing by default',
    ],
    [
      elementsNamed(root, 'svg').every(
        (svg) =>
          svg.attributes.get('role') === 'img' &&
          described(byId, svg, 'aria-labelledby') &&
          described(byId, svg, 'aria-describedby'),
      ),
      'every drawing has a name and a description',
    ],
    [
      elementsNamed(root, 'table').every((table) => textOf(elementsNamed(table, 'caption')[0] ?? table).trim() !== ''),
      'every table has a caption',
    ],
    [elementsNamed(root, 'tr').every((row) => elementsNamed(row, 'th').length > 0), 'every row has a head'],
    [
      elementsNamed(root, 'section').every((part) => described(byId, part, 'aria-labelledby')),
      'every section has a name',
    ],
    [
      !/NaN|undefined|Infinity|\[object|\{\w+\}/.test(textOf(elementsNamed(root, 'body')[0] ?? root)),
      'no text shows what a program calls nothing',
    ],
    [
      all.every(({ attributes }) =>
        [...attributes.entries()].every(([name, value]) => name === 'id' || !/NaN|undefined|Infinity/.test(value)),
      ),
      'no drawing has a place that is no number',
    ],
  ];
  return [...rules.filter(([kept]) => !kept).map(([, rule]) => rule), ...headingsSkip(root)];
};
