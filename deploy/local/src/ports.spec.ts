import { createServer } from 'node:net';
import { partDefinitions, partNames } from './parts.js';
import {
  assertPortsFree,
  DEFAULT_PORT_BASE,
  findFreePortBase,
  isPortFree,
  LOOPBACK,
  planPorts,
  portNames,
  portOffsets,
} from './ports.js';

async function listening<T>(use: (port: number) => Promise<T>): Promise<T> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, LOOPBACK, resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  try {
    return await use(address.port);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

describe('port plan', () => {
  it.each([
    ['tracking', 4601],
    ['identity', 4602],
    ['warehouse', 4603],
    ['attribution', 4604],
    ['mmm', 4606],
    ['rag', 4607],
    ['guardrails', 4608],
    ['models', 4610],
    ['qdrant', 4624],
    ['otlp', 4618],
    ['kafka', 4620],
    ['kafkaController', 4621],
    ['clickhouseHttp', 4622],
    ['clickhouseTcp', 4623],
    ['supervisor', 4630],
  ] as const)('puts %s on its documented port', (name, port) => {
    expect(planPorts(DEFAULT_PORT_BASE)[name]).toBe(port);
  });

  it('gives no port twice', () => {
    expect(new Set(Object.values(portOffsets)).size).toBe(portNames.length);
  });

  it('has a port for every part', () => {
    const services = partNames.filter((name) => partDefinitions[name].kind === 'service');
    expect(portNames).toEqual(expect.arrayContaining(services));
  });

  it('names the taken port, its part and the way out', async () => {
    await listening(async (port) => {
      const check = assertPortsFree(planPorts(port - portOffsets.kafka), ['kafka']);
      await expect(check).rejects.toMatchObject({
        code: 'LOC_PORT_IN_USE',
        message: `port ${port} of kafka is in use by another program`,
        fix: expect.stringContaining('--port-base'),
      });
    });
  });

  it('sees a port as free again when its program has ended', async () => {
    const port = await listening(async (taken) => {
      expect(await isPortFree(taken)).toBe(false);
      return taken;
    });
    expect(await isPortFree(port)).toBe(true);
  });

  it('finds a base whose whole range is free', async () => {
    const base = await findFreePortBase(() => 0.5);
    await expect(assertPortsFree(planPorts(base), portNames)).resolves.toBeUndefined();
  });
});
