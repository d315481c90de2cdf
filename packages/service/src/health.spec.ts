import { HealthRegistry } from './health.js';

describe('health', () => {
  it('is ok while every check passes', async () => {
    const health = new HealthRegistry();
    health.register('bus', async () => null);
    expect(await health.report()).toEqual({ status: 'ok', checks: { bus: null } });
  });

  it.each([
    ['says why', () => 'topic not writable', 'topic not writable'],
    [
      'throws',
      () => {
        throw new TypeError('with data inside');
      },
      'TypeError',
    ],
    ['hangs', () => new Promise<never>(() => {}), 'no answer within 20 ms'],
  ])('is unavailable when a check %s', async (_title, check, reason) => {
    const health = new HealthRegistry(20);
    health.register('bus', check);
    health.register('store', () => null);
    expect(await health.report()).toEqual({ status: 'unavailable', checks: { bus: reason, store: null } });
  });

  it('tells warnings while there are any, and stays ok', async () => {
    const health = new HealthRegistry();
    health.register('bus', () => null);
    let warning: string | null = 'look at this';
    health.warn('control', () => warning);
    expect(await health.report()).toEqual({
      status: 'ok',
      checks: { bus: null },
      warnings: { control: 'look at this' },
    });
    warning = null;
    expect(await health.report()).toEqual({ status: 'ok', checks: { bus: null } });
  });

  it('refuses two checks of one name', () => {
    const health = new HealthRegistry();
    health.register('bus', () => null);
    expect(() => health.register('bus', () => null)).toThrow('exists');
  });
});
