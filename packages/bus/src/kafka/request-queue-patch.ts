import { createRequire } from 'node:module';

/** What we need of kafkajs' queue of the requests of one connection. */
interface RequestQueue {
  readonly inflight: ReadonlyMap<
    number,
    { readonly sentAt: number; readonly requestTimeout: number; timeoutRequest(): void }
  >;
  readonly pending: readonly unknown[];
  readonly requestTimeout: number;
  readonly enforceRequestTimeout: boolean;
  requestTimeoutIntervalId?: NodeJS.Timeout;
  isConnected(): boolean;
  destroy(): void;
  scheduleRequestTimeoutCheck(): void;
  scheduleCheckPendingRequests(): void;
}

/** As often as kafkajs looks. */
const CHECK_EVERY_MS = 100;

const { prototype } = createRequire(import.meta.url)('kafkajs/src/network/requestQueue') as { prototype: RequestQueue };
const { destroy, scheduleCheckPendingRequests } = prototype;
const original = { destroy, scheduleCheckPendingRequests };

/**
 * kafkajs 2.2.4 re-arms a one-millisecond timer for ever once a request was delayed, which burns idle CPU and prints
 * TimeoutNegativeWarning. The check is only needed while requests are pending.
 */
prototype.scheduleCheckPendingRequests = function scheduleCheckPendingRequests() {
  if (this.pending.length > 0) original.scheduleCheckPendingRequests.call(this);
};

/**
 * kafkajs 2.2.4 stops looking for time-outs as soon as a connection closes, and closing waits for the requests under way.
 * When the broker dies just then, nobody answers them or gives them up: the consumer, producer or admin that closes hangs,
 * and with it what would have connected again. The check goes on until nothing is under way.
 */
prototype.scheduleRequestTimeoutCheck = function scheduleRequestTimeoutCheck() {
  if (!this.enforceRequestTimeout) return;
  original.destroy.call(this);
  this.requestTimeoutIntervalId = setInterval(
    () => {
      for (const request of [...this.inflight.values()]) {
        if (Date.now() - request.sentAt > request.requestTimeout) request.timeoutRequest();
      }
      if (!this.isConnected()) this.destroy();
    },
    Math.min(this.requestTimeout, CHECK_EVERY_MS),
  );
};
prototype.destroy = function destroy() {
  if (this.inflight.size === 0) original.destroy.call(this);
};
