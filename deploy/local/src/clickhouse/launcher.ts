import { execFileSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { libchdbPath } from 'chdb/libchdb';
import { DataType, load, open, restorePointer, wrapPointer } from 'ffi-rs';

/**
 * A ClickHouse server out of the engine library of the npm package `chdb`: its `clickhouse-local` entry point with the
 * network listeners switched on. Run as `node launcher.js FOLDER`, where FOLDER holds `config.xml`.
 *
 * The engine serves for as long as its last script file does not end. That file is a named pipe whose writing end this
 * process holds; SIGTERM closes it, the engine finishes and shuts down in order. The library's exit code says nothing, so
 * the error text of its result decides.
 */
const folder = process.argv[2];
if (!folder) throw new Error('usage: launcher.js FOLDER');

const script = join(folder, 'listen.sql');
const holdOpen = join(folder, 'hold-open.pipe');
writeFileSync(script, 'SYSTEM START LISTEN HTTP; SYSTEM START LISTEN TCP;\n');
rmSync(holdOpen, { force: true });
execFileSync('mkfifo', ['-m', '600', holdOpen]);
const writingEnd = openSync(holdOpen, 'r+');

let stopping = false;
process.on('SIGTERM', () => {
  if (stopping) return;
  stopping = true;
  closeSync(writingEnd);
});

const LIBRARY = 'chdb';
open({ library: LIBRARY, path: libchdbPath() });
const args = [
  'clickhouse',
  `--config-file=${join(folder, 'config.xml')}`,
  '--log-level=warning',
  '--queries-file',
  script,
  holdOpen,
];
// A thread of its own for the engine, so that this one can receive the signal.
const result = await load({
  library: LIBRARY,
  funcName: 'query_stable_v2',
  retType: DataType.External,
  paramsType: [DataType.I32, DataType.StringArray],
  paramsValue: [args.length, args],
  runInNewThread: true,
});

const error = errorOf(result);
if (error) console.error(`engine ended: ${error.split('\n')[0]}`);
process.exit(stopping && !error ? 0 : 1);

/** Reads `error_message` of the library's `local_result_v2`; the pointer is null when all went well. */
function errorOf(pointer: typeof result): string | undefined {
  const layout = (errorType: DataType.I64 | DataType.String) => ({
    buf: DataType.I64,
    len: DataType.U64,
    vector: DataType.I64,
    elapsedSeconds: DataType.Double,
    rowsRead: DataType.U64,
    bytesRead: DataType.U64,
    error: errorType,
  });
  const read = (errorType: DataType.I64 | DataType.String): unknown => {
    const [fields] = restorePointer({ retType: [layout(errorType)], paramsValue: wrapPointer([pointer]) }) as unknown[];
    return (fields as { error: unknown }).error;
  };
  return read(DataType.I64) === 0 ? undefined : String(read(DataType.String));
}
