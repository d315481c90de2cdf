import { catalogue } from '@stellwerk/contracts';

/** Everything that the embedded models can refuse, and why; the same codes stand in `docs/reference/errors.md`. */
export const errors = catalogue('EMB', {
  MODEL_MISSING: {
    status: 500,
    retry: 'changed',
    text: 'there is no {file}',
    fix: 'start the platform once with "npm start", which installs the models, or set STELLWERK_MODELS_DIR to their folder',
  },
  MODEL_DAMAGED: {
    status: 500,
    retry: 'changed',
    text: '{file} is damaged: {problem}',
    fix: 'delete the folder of the models and start the platform again, which installs them anew',
  },
  KEY_FILE_INVALID: {
    status: 500,
    retry: 'changed',
    text: 'the file of the key is missing or holds fewer than {least} characters',
    fix: 'write a random key into the file that STELLWERK_MODELS_KEY_FILE names',
  },
  CONFIG_INVALID: {
    status: 500,
    retry: 'changed',
    text: 'the configuration is invalid: {problems}',
    fix: 'correct these environment variables',
  },
  REQUEST_INVALID: {
    status: 400,
    retry: 'changed',
    text: '{problem}',
    fix: 'correct the field that "param" names',
  },
  INPUT_TYPE_MISSING: {
    status: 400,
    retry: 'changed',
    text: 'the kind of text is not named, and {model} reads questions and passages differently',
    fix: 'send "input_type": "query" or "passage", or name the model {model}:query or {model}:passage',
  },
  MODEL_UNKNOWN: {
    status: 404,
    retry: 'changed',
    text: 'there is no such model',
    fix: 'one of: {known}',
  },
  ROUTE_UNKNOWN: {
    status: 404,
    retry: 'changed',
    text: 'there is no such address',
    fix: 'POST /v1/embeddings, POST /classify, GET /v1/models, GET /health',
  },
  KEY_INVALID: {
    status: 401,
    retry: 'changed',
    text: 'the request does not carry the key of the models',
    fix: 'send "Authorization: Bearer" and the content of the file that STELLWERK_MODELS_KEY_FILE names',
  },
  BODY_TOO_LARGE: {
    status: 413,
    retry: 'changed',
    text: 'the body has more than {limit} bytes',
    fix: 'send fewer texts in one request',
  },
  MEDIA_TYPE_UNKNOWN: {
    status: 415,
    retry: 'changed',
    text: 'the body is not JSON',
    fix: 'send Content-Type: application/json',
  },
  QUEUE_FULL: {
    status: 429,
    retry: 'after',
    text: '{waiting} tokens wait already, and the limit is {limit}',
    fix: 'send the request again after the seconds in Retry-After',
  },
  STOPPING: { status: 503, retry: 'after', text: 'the models are being stopped', fix: 'send the request again later' },
  ABORTED: { status: 499, retry: 'never', text: 'the caller left', fix: 'nothing to do' },
  INFERENCE_FAILED: {
    status: 500,
    retry: 'after',
    text: 'the model failed: {reason}',
    fix: 'send the request again; if it stays, restart the part "models"',
  },
});
