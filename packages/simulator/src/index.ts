export type { ShopOptions } from './options.js';
export { type ChannelTruth, truth } from './truth.js';
export { channelNames } from './world/channels.js';
