import { join } from 'node:path';
import type { Bus } from '@stellwerk/bus';
import type { Clock, HealthRegistry } from '@stellwerk/service';
import type { Config } from '../config.js';
import { WriteAheadLog } from './write-ahead-log.js';
import { WriteAheadPublisher } from './write-ahead-publisher.js';

/** The bus itself, or, where the setting gives it room, a publisher that writes to disk while the bus is away. */
export function createPublisher(
  bus: Bus,
  clock: Clock,
  { stateDir, writeAheadMaxBytes }: Pick<Config, 'stateDir' | 'writeAheadMaxBytes'>,
  health: Pick<HealthRegistry, 'register' | 'warn'>,
): Pick<Bus, 'publish'> {
  if (writeAheadMaxBytes === 0) return bus;
  const publisher = new WriteAheadPublisher(
    bus,
    new WriteAheadLog(join(stateDir, 'write-ahead'), writeAheadMaxBytes),
    clock,
  );
  health.register('write-ahead', () => publisher.health());
  health.warn('write-ahead', () => publisher.warning());
  return publisher;
}
