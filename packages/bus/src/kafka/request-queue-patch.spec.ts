import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import './request-queue-patch.js';

const RequestQueue = createRequire(import.meta.url)('kafkajs/src/network/requestQueue');

describe('the queue of requests of a connection', () => {
  const queueOf = (isConnected: () => boolean) => {
    const queue = new RequestQueue({
      requestTimeout: 200,
      enforceRequestTimeout: true,
      isConnected,
      logger: { debug: () => {}, warn: () => {} },
    });
    const settled: string[] = [];
    const entry = {
      correlationId: 1,
      apiName: 'Fetch',
      resolve: () => settled.push('answered'),
      reject: ({ name }: Error) => settled.push(name),
    };
    queue.scheduleRequestTimeoutCheck();
    queue.push({ entry, expectResponse: true, sendRequest: () => {} });
    return { queue, settled };
  };

  it('gives up what is under way although the connection closes, so that closing ends', async () => {
    let isConnected = true;
    const { queue, settled } = queueOf(() => isConnected);
    isConnected = false;
    await Promise.race([queue.waitForPendingRequests(), sleep(5_000, undefined, { ref: false })]);
    expect(settled).toEqual(['KafkaJSRequestTimeoutError']);
  });

  it('gives up what was sent over the next connection while the last one closed', async () => {
    const { queue, settled } = queueOf(() => false);
    queue.destroy();
    await Promise.race([queue.waitForPendingRequests(), sleep(5_000, undefined, { ref: false })]);
    expect(settled).toEqual(['KafkaJSRequestTimeoutError']);
  });

  it('leaves no timer behind', async () => {
    const { queue } = queueOf(() => false);
    await queue.waitForPendingRequests();
    await sleep(200);
    expect(queue.requestTimeoutIntervalId).toHaveProperty('_destroyed', true);
  });
});
