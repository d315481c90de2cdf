import { StellwerkError } from '@stellwerk/contracts';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { errors } from '../errors.js';

/** Seconds after which a caller may try again when too much waits. */
const RETRY_AFTER_SECONDS = 2;

/** An error as clients of the OpenAI API read it. */
export function openAiError(error: StellwerkError) {
  const { status } = error.entry;
  return {
    error: {
      message: `${error.message}: ${error.fix}`,
      type: status === 429 ? 'rate_limit_error' : status < 500 ? 'invalid_request_error' : 'server_error',
      param: error.field ?? null,
      code: error.code,
    },
  };
}

/** Answers any failure of a request in that shape. Unknown causes are logged and not shown. */
export function sendError(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = knownError(error, request.routeOptions.bodyLimit ?? 0);
  if (known.entry === errors.INFERENCE_FAILED)
    request.log.error({ code: known.code, cause: error.stack }, 'request failed');
  if (known.entry.retry === 'after') reply.header('retry-after', RETRY_AFTER_SECONDS);
  return reply.status(known.entry.status).send(openAiError(known));
}

function knownError(error: FastifyError | Error, limit: number): StellwerkError {
  if (error instanceof StellwerkError) return error;
  const code = 'code' in error ? error.code : undefined;
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new StellwerkError(errors.BODY_TOO_LARGE, { limit });
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return new StellwerkError(errors.MEDIA_TYPE_UNKNOWN);
  if ('statusCode' in error && error.statusCode !== undefined && error.statusCode < 500) {
    return new StellwerkError(errors.REQUEST_INVALID, { problem: 'the body is no valid JSON' });
  }
  return new StellwerkError(errors.INFERENCE_FAILED, { reason: 'unexpected failure, see the log' }, { cause: error });
}
