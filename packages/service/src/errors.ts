import { catalogue } from '@stellwerk/contracts';

/** Errors that every service can answer with. */
export const serviceErrors = catalogue('SVC', {
  UNAUTHENTICATED: {
    status: 401,
    retry: 'changed',
    text: 'no valid bearer token',
    fix: 'send "Authorization: Bearer <token>"; create one with "stellwerk token create"',
  },
  FORBIDDEN: {
    status: 403,
    retry: 'changed',
    text: 'this needs one of the roles {roles}',
    fix: 'use a token with one of these roles',
  },
  TENANT_FORBIDDEN: {
    status: 403,
    retry: 'changed',
    text: 'the token does not cover the tenant {tenant}',
    fix: 'use a token of this tenant',
  },
  TENANT_UNKNOWN: {
    status: 404,
    retry: 'changed',
    text: 'there is no tenant "{tenant}"',
    fix: 'create it with "stellwerk tenant create {tenant}", or correct its name',
  },
  APPROVAL_UNKNOWN: {
    status: 404,
    retry: 'never',
    text: 'there is no such request for approval',
    fix: 'compare it with "stellwerk approvals list"',
  },
  APPROVAL_REFUSED: {
    status: 409,
    retry: 'never',
    text: 'the request cannot be decided: {because}',
    fix: 'look at "stellwerk approvals list"; approving takes another person than asking',
  },
  NOT_FOUND: { status: 404, retry: 'never', text: 'there is nothing at this address', fix: 'see /openapi.json' },
  INVALID_REQUEST: {
    status: 400,
    retry: 'changed',
    text: 'the request does not fit its schema: {problem}',
    fix: 'correct the named field; see /openapi.json',
  },
  BODY_TOO_LARGE: { status: 413, retry: 'changed', text: 'the body is too large', fix: 'send less at once' },
  UNAVAILABLE: {
    status: 503,
    retry: 'after',
    text: '{resource} is not available',
    fix: 'try again after the pause named in Retry-After; see /health/ready',
  },
  INTERNAL: {
    status: 500,
    retry: 'after',
    text: 'a defect on our side',
    fix: 'report the trace id; "stellwerk trace <traceId>" shows what happened',
  },
});
