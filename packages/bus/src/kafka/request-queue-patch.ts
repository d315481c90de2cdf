import { createRequire } from 'node:module';

/**
 * kafkajs 2.2.4 re-arms a one-millisecond timer for ever once a request was delayed, which burns idle CPU and prints
 * TimeoutNegativeWarning. The check is only needed while requests are pending.
 */
const RequestQueue = createRequire(import.meta.url)('kafkajs/src/network/requestQueue') as {
  prototype: { pending: readonly unknown[]; scheduleCheckPendingRequests(): void };
};
const original = RequestQueue.prototype.scheduleCheckPendingRequests;
RequestQueue.prototype.scheduleCheckPendingRequests = function scheduleCheckPendingRequests() {
  if (this.pending.length > 0) original.call(this);
};
