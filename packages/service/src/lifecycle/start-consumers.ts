import type { CustomTransportStrategy } from '@nestjs/microservices';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { BusTransport } from '@stellwerk/bus/nest';
import type { Backlog } from '../backlog.js';
import type { HealthRegistry } from '../health.js';
import { BACKLOG, HEALTH } from '../tokens.js';

/** Starts the consumers of an application; from then on health tells what they wait for and how far they are behind. */
export async function startConsumers(
  app: NestFastifyApplication,
  strategies: readonly CustomTransportStrategy[],
): Promise<void> {
  for (const strategy of strategies) app.connectMicroservice({ strategy }, { inheritAppConfig: true });
  await app.startAllMicroservices();
  if (strategies.length === 0) return;
  const backlog = app.get<Backlog>(BACKLOG);
  const health = app.get<HealthRegistry>(HEALTH);
  for (const strategy of strategies) {
    if (strategy instanceof BusTransport) backlog.watch(() => strategy.subscriptions);
  }
  health.register('consumers', () => backlog.stalled ?? backlog.overdue);
  health.describe('consumers', () => backlog.figures());
  backlog.start();
}
