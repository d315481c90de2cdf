import { baseConfig, type ConfigOf, type ConfigShape, list, modelAccessConfig, optionalText } from '@stellwerk/service';

/** Settings of the guardrails service. */
export const config = {
  ...baseConfig,
  toolHosts: list('STELLWERK_TOOL_HOSTS', {
    description:
      'hosts that tools of agents may be called at, separated by commas; a host without a port allows every port',
    defaultValue: '127.0.0.1,localhost',
  }),
  modelsUrl: optionalText('STELLWERK_MODELS_URL', {
    description: 'base URL, with /v1, of the embedded models that the deep tier asks; absent = there is no deep tier',
  }),
  ...modelAccessConfig,
  pseudonymKeyFile: optionalText('STELLWERK_PSEUDONYM_KEY_FILE', {
    description: 'file with the key of pseudonyms, 32 bytes or more; absent = no pseudonyms are made',
  }),
} as const satisfies ConfigShape;

export type Config = ConfigOf<typeof config>;
