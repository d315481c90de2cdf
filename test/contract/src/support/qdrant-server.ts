import { createVectorEngine } from '@stellwerk/vectors';
import { GenericContainer, getContainerRuntimeClient, Wait } from 'testcontainers';
import type { TestVectors } from './vector-engines.js';

/** The server that production runs. */
const IMAGE = 'qdrant/qdrant:v1.19.0';
const SERVER_KEY = 'contract-tests';

export const isContainerEngineThere = await getContainerRuntimeClient().then(
  () => true,
  () => false,
);
if (!isContainerEngineThere) console.warn(`skipped: no container engine answers, so ${IMAGE} cannot be tried`);

export async function startQdrantServer(): Promise<TestVectors> {
  const container = await new GenericContainer(IMAGE)
    .withEnvironment({ QDRANT__SERVICE__API_KEY: SERVER_KEY, QDRANT__TELEMETRY_DISABLED: 'true' })
    .withExposedPorts(6333)
    .withWaitStrategy(Wait.forHttp('/readyz', 6333))
    .start();
  const url = `http://${container.getHost()}:${container.getMappedPort(6333)}`;
  const restart = () => container.restart();
  return {
    engine: createVectorEngine({ url, apiKey: SERVER_KEY }),
    url,
    apiKey: SERVER_KEY,
    crash: restart,
    restart,
    stop: async () => void (await container.stop()),
  };
}
