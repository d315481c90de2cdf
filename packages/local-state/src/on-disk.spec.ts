import { UnavailableError } from '@stellwerk/bus';
import { onDisk, onDiskLater } from './on-disk.js';

const thrownBy = (error: unknown): unknown => {
  try {
    return onDisk(() => {
      throw error;
    });
  } catch (thrown) {
    return thrown;
  }
};
const withCode = (message: string, code: unknown, more = {}) => Object.assign(new Error(message), { code, ...more });

describe('work on disk', () => {
  it.each([
    ['a full disk, from the file system', withCode('write', 'ENOSPC', { syscall: 'write' }), 'local state (ENOSPC)'],
    ['a full disk, from LMDB', withCode('No space left on device', 28), 'local state (ENOSPC)'],
    ['a write that was cut short', withCode('Input/output error', 5), 'local state (EIO)'],
    ['a map that cannot grow', withCode('MDB_MAP_FULL: mapsize limit reached', -30_792), 'local state (MDB_MAP_FULL)'],
    ['a damaged file', withCode('MDB_CORRUPTED: Located page was wrong type', -30_796), 'local state (MDB_CORRUPTED)'],
    ['an LMDB error of another kind', withCode('odd', -30_700), 'local state (LMDB -30700)'],
  ])('is unavailable for %s', (_title, error, resource) => {
    expect(thrownBy(error)).toEqual(expect.objectContaining({ constructor: UnavailableError, resource, cause: error }));
  });

  it.each([
    ['a defect', new TypeError('undefined is not a function')],
    ['a key that is too long', withCode('MDB_BAD_VALSIZE', -30_781)],
    ['an error of Node about arguments', withCode('The argument', 'ERR_INVALID_ARG_TYPE')],
    ['infrastructure that is away already', new UnavailableError('kafka')],
    ['something that is no error', 'text'],
  ])('passes %s on', (_title, error) => {
    expect(thrownBy(error)).toBe(error);
  });

  it('returns what the work returns', async () => {
    expect([onDisk(() => 7), await onDiskLater(async () => 8)]).toEqual([7, 8]);
  });

  it('may end later, and is then unavailable in the same way', async () => {
    const later = onDiskLater(() => Promise.reject(withCode('No space left on device', 28)));
    await expect(later).rejects.toMatchObject({ constructor: UnavailableError, resource: 'local state (ENOSPC)' });
  });
});
