// Checks docker-compose.yml, the Dockerfiles and the Helm chart with the tools of their trades. One line per check; the first
// that fails ends the run with its output.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { outdatedDockerfiles } from './dockerfiles.mjs';
import { chartContainers, composeContainers, problemsOf } from './lib/deploy-settings.mjs';
import { installDeployTools } from './lib/deploy-tools.mjs';
import { root } from './lib/repository.mjs';
import { fail, must } from './lib/tool.mjs';

const KUBERNETES_VERSIONS = ['1.27', '1.37'];
const CHART = 'helm/stellwerk';
const COMPOSE = 'docker-compose.yml';

/** Values that change which manifests exist, or what is in them. */
const RENDERED = {
  default: [],
  'single replicas, open door': ['--set', 'services.tracking.replicas=1,doorFrom={web}'],
  'all set': [
    '--set',
    'storageClassName=fast,secrets.storageClassName=shared,podAnnotations.team=marketing,nodeSelector.disk=ssd',
    '--set',
    'services.attribution.clickhouse.user=attribution,services.attribution.clickhouse.existingSecret=attribution',
    '--set-json',
    'tolerations=[{"key":"dedicated","operator":"Exists"}]',
    '--set',
    'kafka.securityProtocol=sasl_ssl,kafka.caSecret=kafka-ca,kafka.sasl.mechanism=scram-sha-512',
    '--set',
    'kafka.sasl.existingSecret=kafka-login,kafka.sasl.userKey=user,kafka.sasl.passwordKey=password',
    '--set',
    'services.tracking.settings.STELLWERK_TRACKING_TRUSTED_PROXIES=10.0.0.0/8',
    '--set',
    'services.guardrails.settings.STELLWERK_TOOL_HOSTS=tools',
  ],
};

/** Values that the chart must refuse before anything reaches a cluster. */
const REFUSED = {
  'brokers without a port': 'kafka.brokers=kafka',
  'a URL without a scheme': 'clickhouse.url=clickhouse:8123',
  'a setting that does not exist': 'kafka.broker=kafka:9092',
  'a way into Kafka that does not exist': 'kafka.securityProtocol=tls',
  'a variable of a service that is no setting': 'services.tracking.settings.NODE_OPTIONS=--inspect',
  'no replicas': 'services.tracking.replicas=0',
  'a volume without a size': 'services.identity.stateSize=much',
};

/** In the chart's one map of settings, so that parts which do not read them see them too. */
const SHARED_SETTINGS = new Set([
  'STELLWERK_CLICKHOUSE_URL',
  'STELLWERK_OTLP_ENDPOINT',
  'STELLWERK_OTLP_PORT',
  'STELLWERK_QDRANT_URL',
  'STELLWERK_MODEL_HOSTS',
]);

const tools = installDeployTools();
const ok = (text) => process.stdout.write(`ok  ${text}\n`);

const outdated = outdatedDockerfiles();
if (outdated.length > 0) fail(`${outdated.join(', ')} differ from the template`, 'run: node scripts/dockerfiles.mjs');
ok('Dockerfiles are those of the template');

const folders = [...readdirSync(join(root, 'services')).map((name) => `services/${name}`), 'packages/cli'];
const dockerfiles = folders.map((folder) => `${folder}/Dockerfile`).filter((file) => existsSync(join(root, file)));
must('hadolint', tools.hadolint, dockerfiles);
ok(`hadolint: ${dockerfiles.length} Dockerfiles`);

must('check-jsonschema', tools.checkJsonschema, ['--builtin-schema', 'vendor.compose-spec', COMPOSE]);
ok(`${COMPOSE} fits the compose specification`);
must('compose-lint', tools.composeLint, [COMPOSE]);
ok(`compose-lint: ${COMPOSE}`);
await mustFit(COMPOSE, composeContainers(readFileSync(join(root, COMPOSE), 'utf8')));

must('helm lint', tools.helm, ['lint', '--strict', CHART]);
ok('helm lint --strict');
const folder = mkdtempSync(join(tmpdir(), 'manifests-'));
try {
  for (const [name, settings] of Object.entries(RENDERED)) {
    const file = join(folder, 'manifests.yaml');
    const manifests = must('helm template', tools.helm, ['template', 'stellwerk', CHART, ...settings]);
    writeFileSync(file, manifests);
    for (const version of KUBERNETES_VERSIONS) {
      must(`kubernetes-validate, ${name}`, tools.kubernetesValidate, ['--strict', '-k', version, file]);
    }
    ok(`Kubernetes ${KUBERNETES_VERSIONS.join(' and ')} accept the manifests (${name} values)`);
    await mustFit(`the chart (${name} values)`, chartContainers(manifests), SHARED_SETTINGS);
  }
} finally {
  rmSync(folder, { recursive: true });
}
for (const [name, setting] of Object.entries(REFUSED)) {
  const args = ['template', 'stellwerk', CHART, '--set', setting];
  const { status, stderr } = spawnSync(tools.helm, args, { encoding: 'utf8', cwd: root });
  if (status === 0) fail(`the chart accepts ${name} (${setting})`, 'tighten helm/stellwerk/values.schema.json');
  if (!stderr.includes("values don't meet the specifications"))
    fail(`helm fails on ${name}, but not by its schema`, stderr);
  ok(`the chart refuses ${name}`);
}

/** Holds what containers are given to the settings in the code. */
async function mustFit(what, containers, ignoreUnknown) {
  const problems = await problemsOf(containers, { ignoreUnknown });
  if (containers.length === 0) problems.push('no container of ours was found');
  if (problems.length > 0) fail(`${what} does not fit the settings in the code`, problems.join('\n'));
  ok(`${what} gives ${containers.length} containers the settings that they require`);
}
