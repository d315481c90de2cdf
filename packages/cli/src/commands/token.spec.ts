import type { ControlTable } from '@stellwerk/bus';
import type { ControlSpec } from '@stellwerk/contracts';
import { assertFree } from './token.js';

const NOW = new Date('2026-11-24T10:00:00.000Z');

describe('the name of a token', () => {
  it.each<[title: string, spec: Partial<ControlSpec<'token'>> | undefined, isFree: boolean]>([
    ['nobody has', undefined, true],
    ['a valid token has', {}, false],
    ['a revoked token had', { revoked: true }, true],
    ['a token had that is over', { expiresAt: '2026-11-24T09:59:59.000Z' }, true],
  ])('that %s', (_title, spec, isFree) => {
    const valid = { revoked: false, expiresAt: '2026-12-01T00:00:00.000Z' };
    const get = () => (spec ? { spec: { ...valid, ...spec } } : undefined);
    const check = () => assertFree({ get: get as unknown as ControlTable['get'] }, 'dashboard', NOW);
    if (isFree) expect(check).not.toThrow();
    else expect(check).toThrow(expect.objectContaining({ code: 'CLI_TOKEN_EXISTS' }));
  });
});
