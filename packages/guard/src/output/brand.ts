import { sentencePieces } from '../linear/sentences.js';
import type { Remedy } from '../text-check.js';

/** A product as the product data know it. */
export interface Product {
  readonly name: string;
  readonly aliases?: readonly string[];
  /** Prices that may be named with it, offers included; any other amount beside its name is wrong. */
  readonly prices?: readonly { readonly amount: number; readonly currency: 'EUR' | 'USD' | 'GBP' | 'CHF' }[];
}

/** What answers in the name of a brand must and must not say. */
export interface BrandRules {
  readonly products: readonly Product[];
  /** Names of others that are not mentioned. */
  readonly competitors: readonly string[];
  /** Marks that carry a sign at their first mention. */
  readonly trademarks: readonly { readonly mark: string; readonly sign: '®' | '™' }[];
  /** Claims that are forbidden, as words or phrases; `*` at the end stands for any ending ("heil*"). */
  readonly prohibitedClaims: readonly string[];
  /** Words the brand does not use, and what it says instead; without, the sentence is removed. */
  readonly terms: readonly { readonly avoid: string; readonly use?: string }[];
}

export interface BrandFinding {
  readonly rule: 'brand.price' | 'brand.competitor' | 'brand.trademark' | 'brand.prohibited-claim' | 'brand.term';
  readonly start: number;
  readonly end: number;
  readonly score: number;
  readonly remedy: Remedy;
}

const SYMBOLS: Readonly<Record<string, string>> = {
  '€': 'EUR',
  eur: 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  $: 'USD',
  usd: 'USD',
  dollar: 'USD',
  dollars: 'USD',
  '£': 'GBP',
  gbp: 'GBP',
  chf: 'CHF',
  franken: 'CHF',
};
const PRICE =
  /(?:(€|\$|£|\b(?:EUR|USD|GBP|CHF)\b)\s{0,2}(\d{1,3}(?:[.,' ]\d{3}){0,3}(?:[.,](?:\d{1,2}|[-–]+))?(?!\d)|\d{1,9}(?:[.,]\d{1,2})?)|(\d{1,3}(?:[.,' ]\d{3}){0,3}(?:[.,](?:\d{1,2}|[-–]+))?(?!\d)|\d{1,9}(?:[.,]\d{1,2})?)\s{0,2}(€|\$|£|(?:EUR|USD|GBP|CHF|Euros?|Dollars?|Franken)\b))/gi;
const REMOVE_SENTENCE: Remedy = { text: '' };

/** @throws RangeError for an empty name, term or claim: it would match everywhere. */
export function createBrandDetector(rules: BrandRules) {
  const products = rules.products.map((product) => ({
    ...product,
    form: phraseForm([product.name, ...(product.aliases ?? [])]),
  }));
  const competitors = rules.competitors.length > 0 ? phraseForm(rules.competitors) : undefined;
  const claims = rules.prohibitedClaims.length > 0 ? phraseForm(rules.prohibitedClaims) : undefined;
  const terms = rules.terms.map((term) => ({ ...term, form: phraseForm([term.avoid]) }));

  return function findBrandIssues(text: string): BrandFinding[] {
    const found: BrandFinding[] = [];
    for (const { start, end } of sentencePieces(text)) {
      const sentence = text.slice(start, end);
      const whole = (rule: BrandFinding['rule']) => found.push({ rule, start, end, score: 1, remedy: REMOVE_SENTENCE });
      if (competitors && matches(sentence, competitors)) whole('brand.competitor');
      if (claims && matches(sentence, claims)) whole('brand.prohibited-claim');
      for (const price of wrongPrices(sentence, products))
        found.push({ ...price, rule: 'brand.price', start: start + price.start, end: start + price.end });
      for (const { form, use } of terms)
        for (const match of sentence.matchAll(form)) {
          const at = start + match.index;
          if (use === undefined) whole('brand.term');
          else
            found.push({ rule: 'brand.term', start: at, end: at + match[0].length, score: 1, remedy: { text: use } });
        }
    }
    return [...found, ...missingSigns(text, rules.trademarks)].sort((a, b) => a.start - b.start);
  };
}

type Priced = Product & { readonly form: RegExp };

/** Amounts in a sentence with exactly one known product that are none of its prices; several products are left to people. */
function wrongPrices(sentence: string, products: readonly Priced[]): Omit<BrandFinding, 'rule'>[] {
  const named = products.filter(({ form, prices }) => prices !== undefined && matches(sentence, form));
  const [product] = named;
  if (!product?.prices || named.length > 1) return [];
  return Array.from(sentence.matchAll(PRICE)).flatMap((match): Omit<BrandFinding, 'rule'>[] => {
    const amount = amountOf(match[2] ?? match[3] ?? '');
    const currency = SYMBOLS[(match[1] ?? match[4] ?? '').toLowerCase()];
    const known = product.prices?.filter((price) => price.currency === currency) ?? [];
    if (known.some((price) => Math.abs(price.amount - amount) < 0.005)) return [];
    const [only] = known;
    const remedy = only && known.length === 1 ? { text: formatted(match[0], only.amount) } : REMOVE_SENTENCE;
    const isWhole = remedy === REMOVE_SENTENCE;
    const start = isWhole ? 0 : match.index;
    return [{ start, end: isWhole ? sentence.length : match.index + match[0].length, score: 0.95, remedy }];
  });
}

/** 1.299,00 and 1,299.00 and 1299: the last mark with one or two digits behind it is the decimal mark. */
export function amountOf(written: string): number {
  const plain = written.replace(/[.,][-–]+$/, '').replace(/[' ]/g, '');
  const decimals = /[.,](\d{1,2})$/.exec(plain);
  const whole = (decimals ? plain.slice(0, decimals.index) : plain).replace(/[.,]/g, '');
  return Number(`${whole}.${decimals?.[1] ?? '0'}`);
}

/** The right amount in the writing of the wrong one. */
function formatted(written: string, amount: number): string {
  const usesComma = /,\d{1,2}(?!\d)|\d\.\d{3}|€|euro/i.test(written) && !/\.\d{1,2}(?!\d)/.test(written);
  const number = amount.toFixed(2).replace('.', usesComma ? ',' : '.');
  return written.replace(/\d(?:[\d.,' ]*\d)?(?:[.,][-–]+)?/, number);
}

function missingSigns(text: string, trademarks: BrandRules['trademarks']): BrandFinding[] {
  return trademarks.flatMap(({ mark, sign }): BrandFinding[] => {
    const first = text.search(phraseForm([mark]));
    if (first < 0) return [];
    const end = first + mark.length;
    if (/^\s?(?:®|™|\((?:r|tm)\))/i.test(text.slice(end, end + 5))) return [];
    const remedy = { text: text.slice(first, end) + sign };
    return [{ rule: 'brand.trademark', start: first, end, score: 1, remedy }];
  });
}

/** Whole words, whatever their case; `*` at the end of a phrase stands for any ending. */
function phraseForm(phrases: readonly string[]): RegExp {
  const forms = phrases.map((phrase) => {
    const body = phrase.trim().replace(/\*$/, '');
    if (body === '') throw new RangeError('a phrase of a brand rule is empty');
    const escaped = body.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
    return phrase.trim().endsWith('*') ? `${escaped}[\\p{L}\\p{N}]{0,40}` : escaped;
  });
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${forms.join('|')})(?![\\p{L}\\p{N}])`, 'giu');
}

const matches = (text: string, form: RegExp) => text.search(form) >= 0;
