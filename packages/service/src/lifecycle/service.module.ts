import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, Reflector } from '@nestjs/core';
import type { Bus, ControlTable } from '@stellwerk/bus';
import { Backlog } from '../backlog.js';
import { HealthRegistry } from '../health.js';
import { AccessGuard } from '../http/access.js';
import { HealthController } from '../http/health.controller.js';
import { OpenApiController } from '../http/openapi.controller.js';
import { ProblemFilter } from '../http/problem.js';
import type { Logger } from '../logger.js';
import { BACKLOG, BUS, CLOCK, type Clock, CONFIG, CONTROL_TABLE, HEALTH, LOGGER } from '../tokens.js';
import { watchControl } from './watch-control.js';

/** What the bootstrap has made before Nest starts. */
export interface ServiceParts {
  readonly config: object;
  readonly bus: Bus;
  readonly control: ControlTable;
  readonly clock: Clock;
  readonly logger: Logger;
}

@Module({})
class ServiceModule {}

/** Global module of every service: the shared parts, access control, problem answers, health and OpenAPI. */
export function serviceModule(parts: ServiceParts): DynamicModule {
  const health = new HealthRegistry();
  health.register('bus', () => parts.bus.health());
  watchControl(parts.control, health, parts.logger);
  return {
    module: ServiceModule,
    global: true,
    controllers: [HealthController, OpenApiController],
    providers: [
      { provide: CONFIG, useValue: parts.config },
      { provide: BUS, useValue: parts.bus },
      { provide: CONTROL_TABLE, useValue: parts.control },
      { provide: CLOCK, useValue: parts.clock },
      { provide: LOGGER, useValue: parts.logger },
      { provide: HEALTH, useValue: health },
      { provide: BACKLOG, useFactory: () => new Backlog(parts.bus, parts.clock) },
      {
        provide: APP_GUARD,
        inject: [Reflector],
        useFactory: (reflector: Reflector) => new AccessGuard(reflector, parts.control, parts.clock),
      },
      { provide: APP_FILTER, useValue: new ProblemFilter(parts.logger) },
    ],
    exports: [CONFIG, BUS, CONTROL_TABLE, CLOCK, LOGGER, HEALTH, BACKLOG],
  };
}
