import type { ShopSettings } from '../options.js';
import { createDraw, type Draw } from '../random.js';
import { createDemand, type Demand, MAX_MARKET_DAYS } from './demand.js';
import { CARRY_OVER_DAYS, createMedia, type Media } from './media.js';

/** Everything that people do not decide themselves. */
export interface Market {
  readonly draw: Draw;
  readonly demand: Demand;
  readonly media: Media;
}

/** The market of the days from `first` to the end of the settings, with the days before and after that those depend on. */
export function createMarket({ seed, end }: ShopSettings, first: number): Market {
  const draw = createDraw(seed);
  const demand = createDemand(draw, first - CARRY_OVER_DAYS, end + MAX_MARKET_DAYS);
  return { draw, demand, media: createMedia(draw, demand, first, end) };
}
