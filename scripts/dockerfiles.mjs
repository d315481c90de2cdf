// Writes the Dockerfile of every service, and of the command line, from one template.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './lib/repository.mjs';

const services = ['tracking', 'identity', 'warehouse', 'attribution', 'mmm', 'guardrails', 'rag'];
const PORT = 8080;
const heap = '"--enable-source-maps", "--max-old-space-size=192", "--max-semi-space-size=16"';

const images = [
  ...services.map((name) => ({
    name: `${name} service`,
    image: name,
    folder: `services/${name}`,
    workspace: `@stellwerk/${name}`,
    run: [
      '# A path, not a secret.',
      '# hadolint ignore=DL3064',
      `ENV STELLWERK_HOST=0.0.0.0 STELLWERK_PORT=${PORT} STELLWERK_STATE_DIR=/var/lib/stellwerk/state \\`,
      '    STELLWERK_SECRETS_DIR=/var/lib/stellwerk/secrets',
      `EXPOSE ${PORT}`,
      `CMD ["node", ${heap}, "services/${name}/dist/main.js"]`,
    ],
  })),
  {
    name: 'command line',
    image: 'cli',
    folder: 'packages/cli',
    workspace: '@stellwerk/cli',
    run: [
      'ENV STELLWERK_STATE_DIR=/var/lib/stellwerk/state',
      'ENTRYPOINT ["node", "packages/cli/bin/stellwerk.js"]',
      'CMD ["help"]',
    ],
  },
];

/** @returns {{ file: string, text: string }[]} every Dockerfile as it should be */
export function dockerfiles() {
  const template = readFileSync(join(root, 'deploy/docker/Dockerfile.template'), 'utf8');
  return images.map(({ run, ...values }) => {
    const text = Object.entries({ ...values, run: run.join('\n') }).reduce(
      (page, [key, value]) => page.replaceAll(`{{${key}}}`, value),
      template,
    );
    return { file: `${values.folder}/Dockerfile`, text };
  });
}

/** @returns {string[]} Dockerfiles that differ from the template */
export function outdatedDockerfiles() {
  return dockerfiles()
    .filter(({ file, text }) => readFileSync(join(root, file), { encoding: 'utf8', flag: 'a+' }) !== text)
    .map(({ file }) => file);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const { file, text } of dockerfiles()) writeFileSync(join(root, file), text);
}
