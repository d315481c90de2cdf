import { renderProperties, renderServerProperties } from './properties.js';

const properties = new Map(
  renderServerProperties({ port: 4620, controllerPort: 4621, dataDir: '/state/kafka/data' })
    .trimEnd()
    .split('\n')
    .map((line) => line.split(/=(.*)/, 2) as [string, string]),
);

describe('broker properties', () => {
  it.each([
    ['listeners', 'PLAINTEXT://127.0.0.1:4620,CONTROLLER://127.0.0.1:4621'],
    ['advertised.listeners', 'PLAINTEXT://127.0.0.1:4620'],
    ['controller.quorum.voters', '1@127.0.0.1:4621'],
    ['log.dirs', '/state/kafka/data'],
    ['auto.create.topics.enable', 'false'],
  ])('%s', (name, value) => {
    expect(properties.get(name)).toBe(value);
  });

  it('replicates everything once, since there is one broker', () => {
    const factors = [...properties].filter(([name]) => /replication\.factor$|min\.isr$|insync\.replicas$/.test(name));
    expect(factors.length).toBeGreaterThanOrEqual(6);
    for (const [, value] of factors) expect(value).toBe('1');
  });

  it('leaves flushing to the operating system', () => {
    expect([...properties.keys()].filter((name) => name.startsWith('log.flush'))).toEqual([]);
  });

  it('doubles backslashes, which Java would otherwise swallow', () => {
    expect(renderProperties({ path: 'C:\\data' })).toBe('path=C:\\\\data\n');
  });
});
