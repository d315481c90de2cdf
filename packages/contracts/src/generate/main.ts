import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { controlSpecs } from '../control/documents.js';
import { importMapping } from '../imports/mapping.js';
import { importKinds } from '../imports/registry.js';
import { eventContracts } from '../registry.js';
import type { Contracts } from './artefacts.js';
import { changesFor, compatibilityProblems, soundnessProblems } from './check.js';
import { readAtRevision, readCommitted, removeFiles, writeFiles } from './committed.js';

const usage = `npm run schemas [-- --check] [--against <revision>]

Writes schemas/ and docs/reference/events.md from packages/contracts.
  --check               writes nothing; fails when a committed file differs from what the contracts say
  --against <revision>  compares schemas with a git revision (default: with the files that lie there)`;

/** The same distance from `src/generate` and from `dist/generate`. */
const root = join(import.meta.dirname, '..', '..', '..', '..');

function run(): number {
  const { values } = parseArgs({
    options: { check: { type: 'boolean' }, against: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help) return say(usage, 0);

  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const imports = { kinds: Object.values(importKinds), mapping: importMapping };
  const contracts: Contracts = { events: eventContracts, controlSpecs, imports, version };
  const committed = readCommitted(root);
  const revision = values.against;
  const earlier = (file: string) =>
    revision === undefined ? committed.artefacts.get(file) : readAtRevision(root, revision, file);

  const incompatible = compatibilityProblems(contracts, earlier);
  const problems = [...soundnessProblems(contracts, committed), ...incompatible];
  const { write, remove } = changesFor(contracts, committed);
  if (values.check) {
    problems.push(...[...write.keys()].map((file) => `${file}: is out of date; run "npm run schemas" and commit it`));
    problems.push(...remove.map((file) => `${file}: belongs to no contract; run "npm run schemas" and commit it`));
  }
  if (problems.length > 0) {
    const advice =
      incompatible.length > 0 ? '\nAn incompatible change is a new event: another file with the next major.' : '';
    return say(`schemas: ${problems.length} problems\n${problems.map((line) => `  ${line}`).join('\n')}${advice}`, 1);
  }
  if (values.check) return say('schemas: up to date and compatible', 0);

  writeFiles(root, write);
  removeFiles(root, remove);
  const lines = [...[...write.keys()].map((file) => `  wrote ${file}`), ...remove.map((file) => `  removed ${file}`)];
  return say(
    ['schemas: '.concat(lines.length === 0 ? 'nothing changed' : `${lines.length} changes`), ...lines].join('\n'),
    0,
  );
}

function say(text: string, exitCode: number): number {
  (exitCode === 0 ? process.stdout : process.stderr).write(`${text}\n`);
  return exitCode;
}

process.exitCode = run();
