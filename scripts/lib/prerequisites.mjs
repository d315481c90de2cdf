import { spawnSync } from 'node:child_process';

/**
 * What must be on the machine before anything of the project is installed.
 * `args` make the program print its version; `pattern` finds it.
 */
const prerequisites = [
  { name: 'Java', command: 'java', args: ['-version'], pattern: /version "(?:1\.)?(\d+)/, least: [17] },
  { name: 'Maven', command: 'mvn', args: ['--version'], pattern: /Apache Maven (\d+)\.(\d+)/, least: [3, 6] },
  { name: 'Python', command: 'python3', args: ['--version'], pattern: /Python (\d+)\.(\d+)/, least: [3, 10] },
];
const LEAST_NODE = [20, 11];

/** @returns {string[]} one line per missing prerequisite, with what to do; empty when all are there */
export function missingPrerequisites() {
  const node = process.versions.node.split('.').map(Number);
  const problems = isAtLeast(node, LEAST_NODE) ? [] : [wanted('Node', LEAST_NODE, `this is ${process.version}`)];
  for (const { name, command, args, pattern, least } of prerequisites) {
    const { stdout = '', stderr = '', error } = spawnSync(command, args, { encoding: 'utf8' });
    const found = error ? null : pattern.exec(`${stdout}\n${stderr}`);
    if (!found) problems.push(wanted(name, least, `no "${command}" on the PATH`));
    else if (!isAtLeast(found.slice(1).map(Number), least)) problems.push(wanted(name, least, `found ${found[0]}`));
  }
  return problems;
}

/** Ends the process, naming each missing prerequisite. */
export function requirePrerequisites() {
  const problems = missingPrerequisites();
  if (problems.length === 0) return;
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  process.exit(1);
}

/** Compares version numbers of which `least` may state fewer places. */
export function isAtLeast(version, least) {
  for (const [place, wantedNumber] of least.entries()) {
    const number = version[place] ?? 0;
    if (number !== wantedNumber) return number > wantedNumber;
  }
  return true;
}

function wanted(name, least, found) {
  return `${name} ${least.join('.')} or later is missing: ${found}. Install it and put it on the PATH.`;
}
