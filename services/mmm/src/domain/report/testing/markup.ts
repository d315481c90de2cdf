/** One element as it was read from markup. */
export interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly (Element | string)[];
}

const withoutEnd = new Set(['meta', 'br', 'link', 'img', 'hr', 'input']);
const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

const decode = (text: string): string => {
  const stray = /&(?!(?:amp|lt|gt|quot|#\d+);)/.exec(text);
  if (stray !== null) throw new Error(`unescaped & in "${text.slice(stray.index, stray.index + 40)}"`);
  return text.replace(/&(?:(\w+)|#(\d+));/g, (_, name?: string, code?: string) =>
    name === undefined ? String.fromCodePoint(Number(code)) : (named[name] ?? ''),
  );
};

interface Open {
  readonly name: string;
  readonly attributes: Map<string, string>;
  readonly children: (Element | string)[];
}

const token =
  /<!--[\s\S]*?-->|<(\/?)([A-Za-z][\w-]*)((?:\s+[\w:-]+(?:="[^"<]*")?)*)\s*(\/?)>|<!DOCTYPE html>|([^<]+)|(<)/g;

/**
 * Reads a whole document more strictly than browsers do: every element is closed in order, attributes are quoted and not repeated, and
 * every `<` and `&` of a text is escaped. @throws Error naming the first place that is not so
 */
export const readMarkup = (markup: string): Element => {
  const root: Open = { name: '#root', attributes: new Map(), children: [] };
  const stack: Open[] = [root];
  for (const [whole, slash, name, attributes, selfClosing, text, stray] of markup.matchAll(token)) {
    const top = stack.at(-1) ?? root;
    if (stray !== undefined) throw new Error(`unescaped < in ${top.name}`);
    if (text !== undefined) top.children.push(top.name === 'style' ? text : decode(text));
    if (name === undefined) continue;
    if (slash === '/') {
      if (top.name !== name) throw new Error(`${whole} closes <${top.name}>`);
      stack.pop();
      continue;
    }
    const element: Open = { name, attributes: readAttributes(attributes ?? ''), children: [] };
    top.children.push(element);
    if (selfClosing !== '/' && !withoutEnd.has(name)) stack.push(element);
  }
  if (stack.length > 1) throw new Error(`<${stack.at(-1)?.name}> is not closed`);
  return root;
};

const readAttributes = (text: string): Map<string, string> => {
  const attributes = new Map<string, string>();
  for (const [, name = '', value = ''] of text.matchAll(/([\w:-]+)(?:="([^"]*)")?/g)) {
    if (attributes.has(name)) throw new Error(`attribute ${name} twice`);
    attributes.set(name, decode(value));
  }
  return attributes;
};

/** Every element below one, in the order of the document. */
export const elementsOf = (root: Element): readonly Element[] =>
  root.children.flatMap((child) => (typeof child === 'string' ? [] : [child, ...elementsOf(child)]));

export const elementsNamed = (root: Element, name: string): readonly Element[] =>
  elementsOf(root).filter((element) => element.name === name);

/** The text that a reader sees, without style and script. */
export const textOf = (root: Element): string =>
  root.children
    .map((child) => (typeof child === 'string' ? child : child.name === 'style' ? '' : textOf(child)))
    .join('');
