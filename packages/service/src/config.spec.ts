import { baseConfig, ConfigError, integer, list, readConfig, text } from './config.js';

const shape = {
  host: text('HOST', { description: 'address', defaultValue: '127.0.0.1' }),
  port: integer('PORT', { description: 'port', min: 1, max: 65535 }),
  brokers: list('BROKERS', { description: 'brokers' }),
};

describe('configuration', () => {
  it('reads, converts and fills documented defaults', () => {
    expect(readConfig(shape, { PORT: '4601', BROKERS: 'a:1, b:2' })).toEqual({
      host: '127.0.0.1',
      port: 4601,
      brokers: ['a:1', 'b:2'],
    });
  });

  it('is frozen', () => {
    expect(Object.isFrozen(readConfig(shape, { PORT: '1', BROKERS: 'a' }))).toBe(true);
  });

  it('reports every problem at once, by variable, without values', () => {
    const attempt = () => readConfig(shape, { PORT: 'secret-by-mistake' });
    expect(attempt).toThrow(ConfigError);
    expect(attempt).toThrow(/PORT has a value that does not fit[\s\S]*BROKERS is missing/);
    expect(attempt).not.toThrow(/secret-by-mistake/);
  });

  it.each(['0', '65536', '-1', '1.5', '', 'x'])('refuses the port "%s"', (port) => {
    expect(() => readConfig(shape, { PORT: port, BROKERS: 'a' })).toThrow('PORT');
  });

  it('describes every base setting', () => {
    for (const setting of Object.values(baseConfig)) {
      expect(setting.env).toMatch(/^STELLWERK_[A-Z_]+$/);
      expect(setting.description.length).toBeGreaterThan(10);
    }
  });
});
