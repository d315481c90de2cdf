import { dayNumber, weekdayOf, yearOf } from '../days.js';
import { type Product, products } from './products.js';

/** Price of a product on a day, in cents. */
export interface Price {
  readonly cents: number;
  /** Without the promotion. */
  readonly listCents: number;
  readonly promotion: string | null;
}

/** A time of reduced prices; days are inclusive. */
export interface Promotion {
  readonly name: string;
  readonly first: number;
  readonly last: number;
  readonly reduction: number;
  /** Empty = the whole range. */
  readonly categories: readonly string[];
}

const BASE_YEAR = 2024;
const YEARLY_RISE = 1.03;

/** Promotions of a year. */
export function promotionsOf(year: number): Promotion[] {
  const blackFriday = blackFridayOf(year);
  return [
    {
      name: 'winter-sale',
      first: dayNumber(year, 1, 7),
      last: dayNumber(year, 1, 20),
      reduction: 0.2,
      categories: ['floor', 'ceiling', 'desk'],
    },
    {
      name: 'garden-weeks',
      first: dayNumber(year, 4, 20),
      last: dayNumber(year, 5, 10),
      reduction: 0.15,
      categories: ['outdoor'],
    },
    {
      name: 'summer-sale',
      first: dayNumber(year, 7, 14),
      last: dayNumber(year, 7, 27),
      reduction: 0.2,
      categories: ['wall', 'ceiling', 'desk'],
    },
    { name: 'black-week', first: blackFriday - 4, last: blackFriday + 3, reduction: 0.25, categories: [] },
  ];
}

/** The day after the fourth Thursday of November. */
export function blackFridayOf(year: number): number {
  const first = dayNumber(year, 11, 1);
  const firstThursday = first + ((3 - weekdayOf(first) + 7) % 7);
  return firstThursday + 22;
}

/** What a product costs on a day: a list price that rises every January, less the promotion of the day. */
export function priceOn(product: Product, day: number): Price {
  const year = yearOf(day);
  const risen = product.listCents * YEARLY_RISE ** (year - BASE_YEAR);
  const listCents = Math.round(risen / 10) * 10;
  const promotion = promotionsOf(year).find(
    ({ first, last, categories }) =>
      first <= day && day <= last && (categories.length === 0 || categories.includes(product.category)),
  );
  if (promotion === undefined) return { cents: listCents, listCents, promotion: null };
  return { cents: Math.round(listCents * (1 - promotion.reduction)), listCents, promotion: promotion.name };
}

/** Price level of a day against list prices: 1 = nothing is reduced; products weigh by popularity. */
export function priceIndex(day: number): number {
  let paid = 0;
  let listed = 0;
  for (const product of products) {
    const price = priceOn(product, day);
    paid += price.cents * product.popularity;
    listed += price.listCents * product.popularity;
  }
  return paid / listed;
}
