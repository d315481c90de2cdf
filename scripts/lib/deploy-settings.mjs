import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './repository.mjs';

// The parser that the command line reads control documents with.
const { parse, parseAllDocuments } = createRequire(join(root, 'packages/cli/package.json'))('yaml');

/** @typedef {{ name: string, folder: string, variables: Set<string> }} Container a part of ours, and the variables that it is given */

/** @returns {Container[]} our containers of a compose file */
export function composeContainers(text) {
  return Object.values(parse(text, { merge: true }).services)
    .filter(({ build }) => build !== undefined)
    .map(({ build, environment }) =>
      container(build.dockerfile.replace(/\/Dockerfile$/, ''), Object.keys(environment)),
    );
}

/** @returns {Container[]} our containers of rendered manifests */
export function chartContainers(text) {
  const manifests = parseAllDocuments(text).map((document) => document.toJS());
  const maps = manifests.filter((manifest) => manifest?.kind === 'ConfigMap');
  return manifests
    .flatMap((manifest) => manifest?.spec?.template?.spec.containers ?? [])
    .map(({ image, envFrom = [], env = [] }) => {
      const names = envFrom.map(({ configMapRef }) => configMapRef.name);
      const given = maps
        .filter(({ metadata }) => names.includes(metadata.name))
        .flatMap(({ data }) => Object.keys(data));
      const [, name] = /\/([a-z]+):/.exec(image);
      return container(folderOf(name), [...given, ...env.map((variable) => variable.name)]);
    });
}

const folderOf = (name) => (name === 'cli' ? 'packages/cli' : `services/${name}`);

/** With what the image itself sets. */
function container(folder, variables) {
  const instructions = readFileSync(join(root, folder, 'Dockerfile'), 'utf8').replaceAll('\\\n', ' ');
  const own = [...instructions.matchAll(/^ENV (.+)$/gm)].flatMap(([, pairs]) => pairs.match(/[A-Z_]+(?==)/g));
  return { name: folder.split('/').at(-1), folder, variables: new Set([...own, ...variables]) };
}

/**
 * Compares what containers are given with the settings that their parts declare in code.
 * @param {Container[]} containers
 * @returns {Promise<string[]>} variables that are required and missing, or set and unknown
 */
export async function problemsOf(containers, { ignoreUnknown = new Set() } = {}) {
  const problems = [];
  for (const { name, folder, variables } of containers) {
    const settings = await settingsOf(folder);
    for (const { env, isRequired } of settings)
      if (isRequired && !variables.has(env)) problems.push(`${name} requires ${env}, which is not set`);
    const known = new Set(settings.map(({ env }) => env));
    for (const variable of variables)
      if (variable.startsWith('STELLWERK_') && !known.has(variable) && !ignoreUnknown.has(variable))
        problems.push(`${name} does not know ${variable}`);
  }
  return problems;
}

/** @returns {Promise<{ env: string, isRequired: boolean }[]>} from the built `config.js` of a part */
async function settingsOf(folder) {
  const exported = await import(pathToFileURL(join(root, folder, 'dist', 'config.js')).href);
  if (exported.environmentVariables)
    return Object.keys(exported.environmentVariables).map((env) => ({ env, isRequired: false }));
  const shape = Object.values(exported).find((value) => typeof value?.port?.env === 'string');
  return Object.values(shape).map(({ env, defaultText }) => ({ env, isRequired: defaultText === undefined }));
}
