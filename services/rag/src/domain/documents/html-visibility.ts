import { elementsBelow, type HtmlElement, textBelow } from './html-tree.js';

/** Why an element is left out; `null` = it is read. `silent` parts never hold text for readers. */
export type LeftOut = 'silent' | 'hidden' | 'boilerplate' | null;

const SILENT = new Set(
  `script style noscript template svg canvas iframe object embed audio video map select option datalist input textarea
  progress meter head link meta base frame frameset applet`.split(/\s+/),
);
const BOILERPLATE = new Set(['nav', 'footer', 'dialog', 'menu']);
const BOILERPLATE_ROLES = new Set([
  'navigation',
  'banner',
  'contentinfo',
  'search',
  'dialog',
  'alertdialog',
  'menu',
  'menubar',
  'complementary',
]);
/** Names of classes and ids that sites give to what is not their content. */
const BOILERPLATE_NAME =
  /(?:^|[\s_-])(?:cookie|consent)[-_]?(?:banner|bar|notice|dialog|layer|overlay)|(?:^|\s)(?:breadcrumbs?|skip-link|social-share)(?:$|\s)/i;
const VISUALLY_HIDDEN = /(?:^|\s)(?:sr-only|visually-hidden|visuallyhidden|screen-reader-text)(?:$|\s)/;
const HIDING: readonly RegExp[] = [
  /(?:^|;)display:none/,
  /(?:^|;)visibility:(?:hidden|collapse)/,
  /(?:^|;)opacity:0?(?:\.0+)?%?(?:;|!|$)/,
  /(?:^|;)font-size:(?:0?(?:\.0+)?(?:px|pt|em|rem|%|vw)?|[01]?(?:\.\d+)?p[xt])(?:;|!|$)/,
  /(?:^|;)(?:left|right|top|text-indent|margin-left):-\d{3,}/,
  /(?:^|;)(?:max-)?(?:width|height):0(?:px|em|%)?(?:;|!|$).*overflow:hidden|overflow:hidden.*;(?:max-)?(?:width|height):0(?:px|em|%)?(?:;|!|$)/,
  /(?:^|;)clip:rect\(0|clip-path:inset\((?:50|100)%/,
  /(?:^|;)transform:scale\(0\)/,
  /(?:^|;)color:transparent/,
];

/** Rules that hold for some screens or for paper alone. */
const CONDITIONAL = /@[\w-]+[^{};]{0,500}\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g;

/** Whether declarations of CSS make an element invisible. */
export function isHiding(declarations: string): boolean {
  const css = declarations
    .toLowerCase()
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/\s*([:;,!()])\s*/g, '$1')
    .trim();
  if (HIDING.some((pattern) => pattern.test(css))) return true;
  const ink = colourOf(/(?:^|;)color:([^;!]+)/.exec(css)?.[1]);
  if (ink === undefined) return false;
  const paper = colourOf(/(?:^|;)background(?:-color)?:([^;!]+)/.exec(css)?.[1]);
  return paper === undefined ? ink === WHITE && !/background/.test(css) : ink === paper;
}

const WHITE = '255,255,255';
const NAMED: Readonly<Record<string, string>> = { white: WHITE, black: '0,0,0' };

/** Red, green and blue of the writings that are common; undefined for others. */
function colourOf(value: string | undefined): string | undefined {
  const text = value?.trim() ?? '';
  const named = NAMED[text];
  if (named !== undefined) return named;
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/.exec(text)?.[1];
  if (hex !== undefined) {
    const pairs = hex.length === 3 ? [...hex].map((digit) => digit + digit) : (hex.match(/../g) ?? []);
    return pairs.map((pair) => Number.parseInt(pair, 16)).join(',');
  }
  return /^rgba?\((\d+,\d+,\d+)/.exec(text)?.[1];
}

/** Where an element stands: in `main` or `article`, where a header or an aside is content; in a heading. */
export interface Surroundings {
  readonly inContent: boolean;
  readonly inHeading: boolean;
}

function holdsTitle(header: HtmlElement): boolean {
  for (const { name } of elementsBelow(header)) if (name === 'h1') return true;
  return false;
}

/** Decides for the elements of one page, from their attributes and the page's own style sheets. */
export class Visibility {
  readonly #hiddenSelectors: ReadonlySet<string>;

  constructor(root: HtmlElement) {
    const selectors = new Set<string>();
    for (const element of elementsBelow(root)) {
      if (element.name !== 'style') continue;
      const always = textBelow(element)
        .replace(/\/\*.*?\*\//gs, '')
        .replace(CONDITIONAL, '');
      for (const [, list = '', declarations = ''] of always.matchAll(/([^{}]{1,500})\{([^{}]{0,5000})\}/g)) {
        if (!isHiding(declarations) || /color:/.test(declarations)) continue;
        for (const selector of list.split(',')) selectors.add(selector.trim());
      }
    }
    this.#hiddenSelectors = selectors;
  }

  of(element: HtmlElement, { inContent, inHeading }: Surroundings): LeftOut {
    const { name, attributes } = element;
    if (SILENT.has(name)) return 'silent';
    // Buttons that open an answer are the question.
    if (name === 'button' && !inHeading) return 'silent';
    const { class: classes = '', id = '', style, role } = attributes;
    if ('hidden' in attributes && attributes.hidden !== 'until-found') return 'hidden';
    if (style !== undefined && isHiding(style)) return 'hidden';
    if (VISUALLY_HIDDEN.test(classes) || this.#isHiddenBySheet(name, classes, id)) return 'hidden';
    if (BOILERPLATE.has(name) || (role !== undefined && BOILERPLATE_ROLES.has(role))) return 'boilerplate';
    if (BOILERPLATE_NAME.test(classes) || BOILERPLATE_NAME.test(id)) return 'boilerplate';
    if (inContent) return null;
    return name === 'aside' || (name === 'header' && !holdsTitle(element)) ? 'boilerplate' : null;
  }

  #isHiddenBySheet(name: string, classes: string, id: string): boolean {
    const hidden = this.#hiddenSelectors;
    if (hidden.size === 0) return false;
    if (hidden.has(name) || (id !== '' && (hidden.has(`#${id}`) || hidden.has(`${name}#${id}`)))) return true;
    return classes.split(/\s+/).some((one) => one !== '' && (hidden.has(`.${one}`) || hidden.has(`${name}.${one}`)));
  }
}
