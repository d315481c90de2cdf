import { catalogue } from '@stellwerk/contracts';

/** Everything that calls of models can be refused for or fail with; the same codes stand in `docs/reference/errors.md`. */
export const modelErrors = catalogue('MDL', {
  ROUTE_MISSING: {
    status: 404,
    retry: 'changed',
    text: 'no model-route of kind {kind} serves the use case {useCase}',
    fix: 'apply a model-route document with this kind and useCase',
  },
  ROUTE_INVALID: {
    status: 422,
    retry: 'changed',
    text: 'the model-route {document} cannot be used: {problem}',
    fix: 'correct the document and apply it again',
  },
  MODEL_UNKNOWN: {
    status: 404,
    retry: 'changed',
    text: 'the route of {useCase} does not name the model {model}',
    fix: 'ask for a model of the route, or for none',
  },
  SPACE_UNKNOWN: {
    status: 409,
    retry: 'changed',
    text: 'no model of the route of {useCase} embeds as {space}',
    fix: 'keep the old model in the route, after the new one, until its generation is dropped',
  },
  HOST_NOT_ALLOWED: {
    status: 422,
    retry: 'changed',
    text: '{setting} does not name the host {host}',
    fix: 'add the host to the setting, or correct the document {document}',
  },
  KEYS_FILE_INVALID: {
    status: 500,
    retry: 'never',
    text: 'the file of model keys cannot be used: {problem}',
    fix: 'write a JSON object from base URL to key into the file that STELLWERK_MODEL_KEYS_FILE names',
  },
  INPUT_INVALID: {
    status: 422,
    retry: 'changed',
    text: '{field}: {problem}',
    fix: 'shorten or split what is sent to the model',
  },
  TOO_EXPENSIVE: {
    status: 422,
    retry: 'changed',
    text: 'every model of the route of {useCase} would cost more than {limitMicros} millionths, or has no price',
    fix: 'send less, ask for fewer tokens, or raise maxCostMicrosPerCall of the model-route',
  },
  STOPPED: {
    status: 403,
    retry: 'after',
    text: 'stopped by the switch {killSwitch}: {reason}',
    fix: 'ask who turned it on; "stellwerk apply" turns it off',
  },
  UNAVAILABLE: {
    status: 503,
    retry: 'after',
    text: 'no model of the route of {useCase} answers; the last, {model}, {problem}',
    fix: 'look at the endpoint; it is tried again by itself',
  },
  REFUSED: {
    status: 422,
    retry: 'changed',
    text: 'the endpoint of {model} refused the request with status {status}',
    fix: 'compare the request with what the endpoint takes, and its key with STELLWERK_MODEL_KEYS_FILE',
  },
  ANSWER_INVALID: {
    status: 502,
    retry: 'after',
    text: 'the endpoint of {model} answered what cannot be used: {problem}',
    fix: 'look at the endpoint and at its model-route; nothing of the answer was passed on',
  },
  STREAM_BROKEN: {
    status: 502,
    retry: 'after',
    text: 'the answer of {model} broke off: it {problem}',
    fix: 'send the request again; what came before the break is no whole answer',
  },
  CANCELLED: {
    status: 499,
    retry: 'never',
    text: 'the call of a model for {useCase} was cancelled',
    fix: 'nothing: whoever asked has gone',
  },
});
