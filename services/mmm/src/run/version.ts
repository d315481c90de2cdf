import { readFileSync } from 'node:fs';

/** Rises whenever the same specification, data and seed give other figures: it is part of what a run is known by. */
export const MODEL_VERSION = '1';

const { version }: { version: string } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
);

/** What a run was made with. */
export const versions = { stellwerk: version, node: process.versions.node, model: MODEL_VERSION } as const;
