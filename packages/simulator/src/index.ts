export type { ShopOptions } from './options.js';
export { channelNames } from './world/channels.js';
