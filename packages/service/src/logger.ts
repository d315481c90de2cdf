/** Facts of a log line; never personal data, secrets or event values. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** One structured line per batch or state change. */
export interface Logger {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

/** Logger that writes one JSON document per line. */
export function createLogger(
  service: string,
  write: (line: string) => void = (line) => process.stdout.write(line),
  clock: () => Date = () => new Date(),
): Logger {
  const at = (level: string) => (message: string, fields?: LogFields) =>
    write(`${JSON.stringify({ at: clock().toISOString(), level, service, message, ...fields })}\n`);
  return { info: at('info'), warn: at('warn'), error: at('error') };
}

/** Name and first own stack frame of an unknown error: enough to find it, without the message, which may hold data. */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error };
  const frame = error.stack?.split('\n').find((line) => line.trimStart().startsWith('at '));
  return { error: error.name, where: frame?.trim() };
}
