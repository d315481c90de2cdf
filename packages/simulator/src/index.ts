export type {
  CallContext,
  IdentifyCall,
  PageCall,
  PageProperties,
  SegmentCall,
  TrackCall,
} from './calls/segment-call.js';
export { segmentCalls } from './calls/segment-calls.js';
export { simulatorErrors } from './errors.js';
export { type CalendarPayload, calendarHistory } from './history/calendar.js';
export { type OutcomePayload, outcomeHistory } from './history/outcomes.js';
export { type PricePayload, priceHistory } from './history/prices.js';
export { type SpendPayload, spendHistory } from './history/spend.js';
export { type HistoryTruth, historyTruth } from './history/truth.js';
export { type ChannelWeek, type ShopWeek, weeklyHistory } from './history/weeks.js';
export type { ShopOptions, ShopSettings } from './options.js';
export { type Shop, simulateShop, type Visit } from './shop.js';
export { type ChannelTruth, truth } from './truth.js';
export { channelNames } from './world/channels.js';
