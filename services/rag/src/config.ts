import {
  baseConfig,
  type ConfigOf,
  type ConfigShape,
  integer,
  modelAccessConfig,
  optionalText,
  text,
} from '@stellwerk/service';

/** Settings of the knowledge service. What governs retrieval and answers stands in control documents. */
export const config = {
  ...baseConfig,
  qdrantUrl: text('STELLWERK_QDRANT_URL', { description: 'base URL of Qdrant, 1.19 or later' }),
  qdrantKeyFile: optionalText('STELLWERK_QDRANT_KEY_FILE', {
    description: 'file with the API key of Qdrant; absent = none is sent',
  }),
  modelsUrl: optionalText('STELLWERK_MODELS_URL', {
    description:
      'base URL, with /v1, of the embedded models; absent = embeddings come from model-route documents alone',
  }),
  ...modelAccessConfig,
  blobsDir: optionalText('STELLWERK_BLOBS_DIR', {
    description: 'folder of the texts of documents; the state folder where absent',
  }),
  maxDocumentMegabytes: integer('STELLWERK_RAG_MAX_DOCUMENT_MEGABYTES', {
    description: 'largest document that is taken, MB',
    defaultValue: 32,
    min: 1,
    max: 1_024,
  }),
} as const satisfies ConfigShape;

export type Config = ConfigOf<typeof config>;
