export {
  ApiBody,
  ApiConsumes,
  ApiExcludeController,
  ApiHeader,
  ApiOperation,
  ApiQuery,
  ApiTags,
} from '@nestjs/swagger';
export { type Access, AccessRecord } from './access-record.js';
export { Backlog, type ConsumerFigures } from './backlog.js';
export * from './config.js';
export { ControlPlaneModule } from './control-plane/control-plane.module.js';
export { serviceErrors } from './errors.js';
export { type HealthCheck, HealthRegistry, type HealthReport } from './health.js';
export {
  type AuthenticatedRequest,
  assertTenant,
  assertTenantKnown,
  authenticate,
  type Principal,
  Public,
  Roles,
} from './http/access.js';
export { type Problem, problemOf, RETRY_AFTER_SECONDS, toStellwerkError } from './http/problem.js';
export { type CreateAppOptions, createApp } from './lifecycle/create-app.js';
export { runService, type ServiceDefinition } from './lifecycle/run-service.js';
export type { ServiceParts } from './lifecycle/service.module.js';
export { createLogger, errorFields, type LogFields, type Logger } from './logger.js';
export { inSpan, type SpanOptions } from './telemetry/span.js';
export { startTelemetry } from './telemetry/telemetry.js';
export * from './tokens.js';
