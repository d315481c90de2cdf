/**
 * Ties a program's life to its supervisor's, whatever ends the supervisor.
 *
 * The shell starts a watcher and then *becomes* the program, so the child's process id is the program's own and signals
 * reach it directly. The watcher blocks on descriptor 3, whose other end only the supervisor holds. When that end closes
 * (a clean stop, a crash or `kill -9`), it asks the program to end, and forces it after the grace time. The watcher
 * is in the program's process group, so the system cannot give the program's id to another process meanwhile.
 */
const SCRIPT = `
grace=$1; shift
(
  while read -r _; do :; done <&3
  kill -TERM $$ || exit 0
  while [ "$grace" -gt 0 ]; do sleep 1; kill -0 $$ || exit 0; grace=$((grace - 1)); done
  kill -KILL $$
) >/dev/null 2>&1 &
exec "$@" 3<&-
`;

/** The command line that runs `argv` under a lifeline; descriptor 3 must be a pipe held by the supervisor. */
export function withLifeline(argv: readonly string[], graceSeconds: number): readonly [string, ...string[]] {
  return ['sh', '-c', SCRIPT, 'stellwerk-lifeline', String(graceSeconds), ...argv];
}
