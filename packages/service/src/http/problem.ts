import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import { UnavailableError } from '@stellwerk/bus';
import { StellwerkError } from '@stellwerk/contracts';
import type { FastifyReply } from 'fastify';
import { throwError } from 'rxjs';
import { serviceErrors } from '../errors.js';
import { errorFields, type Logger } from '../logger.js';
import { failedTraceId } from '../telemetry/request-trace.js';

/** RFC 9457 problem details with our members. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly fix: string;
  readonly field?: string;
  readonly traceId?: string;
}

/** Seconds a client should wait before it tries again. */
export const RETRY_AFTER_SECONDS = 2;

/** Turns any error into a catalogue error; what is not in the catalogue is a defect and becomes SVC_INTERNAL. */
export function toStellwerkError(error: unknown): StellwerkError {
  if (error instanceof StellwerkError) return error;
  if (error instanceof UnavailableError) {
    return new StellwerkError(serviceErrors.UNAVAILABLE, { resource: error.resource }, { cause: error });
  }
  const status = statusOf(error);
  if (status === 404 || status === 405) return new StellwerkError(serviceErrors.NOT_FOUND);
  if (status === 413) return new StellwerkError(serviceErrors.BODY_TOO_LARGE);
  if (status !== undefined && status >= 400 && status < 500) {
    return new StellwerkError(serviceErrors.INVALID_REQUEST, { problem: `status ${status}` }, { cause: error });
  }
  return new StellwerkError(serviceErrors.INTERNAL, {}, { cause: error });
}

/** The document a caller gets. */
export function problemOf(error: StellwerkError, traceId: string | undefined): Problem {
  return {
    type: `urn:stellwerk:error:${error.code}`,
    title: error.entry.text,
    status: error.entry.status,
    code: error.code,
    detail: error.message,
    fix: error.fix,
    ...(error.field !== undefined && { field: error.field }),
    ...(traceId !== undefined && { traceId }),
  };
}

/** Answers every failed request with a problem document, and hands errors of batches on unchanged. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(thrown: unknown, host: ArgumentsHost): unknown {
    // The bus decides by the error itself whether to try again; Nest would replace it by "Internal server error".
    if (host.getType() !== 'http') return throwError(() => thrown);
    const error = toStellwerkError(thrown);
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const traceId = failedTraceId(reply.request, error.code);
    if (error.entry.status === 500) this.logger.error('request failed', { ...errorFields(error.cause), traceId });
    if (error.entry.retry === 'after') void reply.header('Retry-After', String(RETRY_AFTER_SECONDS));
    if (error.entry.status === 401) void reply.header('WWW-Authenticate', 'Bearer');
    return reply
      .status(error.entry.status)
      .header('Content-Type', 'application/problem+json')
      .send(problemOf(error, traceId));
  }
}

/** Nest and Fastify both put the status on the error, under different names. */
function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  if (error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number') return error.statusCode;
  return undefined;
}
