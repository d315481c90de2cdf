import type { ControlTable } from '@stellwerk/bus';
import type { HealthRegistry } from '../health.js';
import type { Logger } from '../logger.js';

/**
 * Tells of control documents that do not fit their kind and so govern nothing: health says how many of which kind, because it is
 * public; the log, and those who may read control documents, get their names. It is no reason to stop the work.
 */
export function watchControl(
  control: Pick<ControlTable, 'invalid' | 'onChange'>,
  health: Pick<HealthRegistry, 'warn'>,
  logger: Pick<Logger, 'warn'>,
): void {
  const tell = (key: string) => logger.warn('a control document does not fit its kind and is not used', { key });
  for (const key of control.invalid()) tell(key);
  control.onChange((key) => {
    if (control.invalid().includes(key)) tell(key);
  });
  health.warn('control', () => describe(control.invalid()));
}

function describe(keys: readonly string[]): string | null {
  if (keys.length === 0) return null;
  const kinds = [...Map.groupBy(keys, (key) => key.split('/', 1)[0] ?? '')].map(([kind, of]) => `${kind} ${of.length}`);
  return `documents that do not fit their kind are not used: ${kinds.sort().join(', ')}`;
}
