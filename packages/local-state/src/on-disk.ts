import { getSystemErrorName } from 'node:util';
import { UnavailableError } from '@stellwerk/bus';

/**
 * Errors of LMDB that speak about what it was asked for: a key or value that is too long, a name that is taken. Repeating
 * cannot help them. (https://github.com/LMDB/lmdb/blob/mdb.master/libraries/liblmdb/lmdb.h, "Return Codes")
 */
const NOT_ABOUT_THE_DISK: ReadonlySet<number> = new Set([
  -30_799, // MDB_KEYEXIST
  -30_798, // MDB_NOTFOUND
  -30_784, // MDB_INCOMPATIBLE
  -30_781, // MDB_BAD_VALSIZE
]);

/**
 * Runs work on files or tables. What the disk refuses becomes an {@link UnavailableError} that names the system's code and
 * nothing else; any other error is the work's own and passes unchanged.
 */
export function onDisk<Value>(work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    throw toDiskFailure(error);
  }
}

/** {@link onDisk} for work that ends later. */
export async function onDiskLater<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    throw toDiskFailure(error);
  }
}

/** What {@link onDisk} throws for an error. */
export function toDiskFailure(error: unknown): unknown {
  const code = diskCode(error);
  return code === null ? error : new UnavailableError(`local state (${code})`, { cause: error });
}

/** Files fail with the name of a system error, LMDB with its number or one of its own. */
function diskCode(error: unknown): string | null {
  // Not "instanceof": errors of the file system may come from another realm.
  const { code, syscall, message } = (error ?? {}) as { code?: unknown; syscall?: unknown; message?: unknown };
  if (typeof code === 'string') return syscall === undefined ? null : code;
  if (typeof code !== 'number' || NOT_ABOUT_THE_DISK.has(code)) return null;
  return code > 0 ? getSystemErrorName(-code) : (/^MDB_[A-Z_]+/.exec(String(message))?.[0] ?? `LMDB ${code}`);
}
