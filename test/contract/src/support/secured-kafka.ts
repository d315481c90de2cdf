import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findRepositoryRoot, kafkaCacheFolder, type Stack, startStack } from '@stellwerk/local';
import kafkajs from 'kafkajs';

const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, Kafka, logLevel, ResourcePatternTypes } = kafkajs;

/** A broker that obeys access lists and has a second listener, which demands TLS and a login. */
export interface SecuredKafka {
  /** The listener that anybody may enter; its user is ANONYMOUS. */
  readonly brokers: readonly string[];
  readonly securedBrokers: readonly string[];
  /** PEM file of the certificate that the secured listener shows. */
  readonly caFile: string;
  /** Makes a login known to SCRAM, as the broker's own tools do. */
  addScramLogin(mechanism: string, user: string, password: string): void;
  /** Forbids everybody to write to a topic. Resolves to the way to permit it again. */
  forbidWriting(topic: string): Promise<() => Promise<void>>;
  stop(): Promise<void>;
}

const PASSWORD = 'of the key store';
/** A port of the stack's range that no part uses. */
const SECURED_PORT_OFFSET = 25;

/** `logins` = user and password of those whom mechanism PLAIN lets in. */
export async function startSecuredKafka(logins: Readonly<Record<string, string>>): Promise<SecuredKafka> {
  const folder = mkdtempSync(join(tmpdir(), 'stellwerk-secured-'));
  const { keyStore, caFile } = createCertificate(folder);
  const portOf = (stack: Pick<Stack, 'ports'>) => stack.ports.kafka + SECURED_PORT_OFFSET - 20;
  const listener = 'listener.name.secured';
  const login = 'org.apache.kafka.common.security';
  const users = Object.entries(logins).map(([user, password]) => `user_${user}="${password}"`);
  const stack = await startStack({
    stateDir: join(folder, 'state'),
    freePorts: true,
    only: ['kafka'],
    kafkaProperties: (ports) => {
      const places = { PLAINTEXT: ports.kafka, SECURED: portOf({ ports }) };
      const advertised = Object.entries(places).map(([name, port]) => `${name}://127.0.0.1:${port}`);
      return {
        listeners: [...advertised, `CONTROLLER://127.0.0.1:${ports.kafkaController}`].join(','),
        'advertised.listeners': advertised.join(','),
        'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SECURED:SASL_SSL',
        [`${listener}.ssl.keystore.location`]: keyStore,
        [`${listener}.ssl.keystore.password`]: PASSWORD,
        [`${listener}.ssl.keystore.type`]: 'PKCS12',
        [`${listener}.sasl.enabled.mechanisms`]: 'PLAIN,SCRAM-SHA-256,SCRAM-SHA-512',
        [`${listener}.plain.sasl.jaas.config`]: `${login}.plain.PlainLoginModule required ${users.join(' ')};`,
        [`${listener}.scram-sha-256.sasl.jaas.config`]: `${login}.scram.ScramLoginModule required;`,
        [`${listener}.scram-sha-512.sasl.jaas.config`]: `${login}.scram.ScramLoginModule required;`,
        'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
        'allow.everyone.if.no.acl.found': true,
      };
    },
  });
  const brokers = stack.kafkaBrokers;
  return {
    brokers,
    securedBrokers: [`127.0.0.1:${portOf(stack)}`],
    caFile,
    addScramLogin: (mechanism, user, password) => configure(brokers, mechanism, user, password),
    forbidWriting: (topic) => forbidWriting(brokers, topic),
    stop: async () => {
      await stack.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A self-signed certificate of 127.0.0.1; keytool comes with Java. */
function createCertificate(folder: string): { keyStore: string; caFile: string } {
  const keyStore = join(folder, 'broker.p12');
  const caFile = join(folder, 'ca.pem');
  const store = ['-keystore', keyStore, '-storetype', 'PKCS12', '-storepass', PASSWORD, '-alias', 'broker'];
  const name = ['-dname', 'CN=127.0.0.1', '-ext', 'SAN=IP:127.0.0.1', '-validity', '2'];
  execFileSync('keytool', ['-genkeypair', '-keyalg', 'EC', ...name, ...store], { stdio: 'pipe' });
  writeFileSync(caFile, execFileSync('keytool', ['-exportcert', '-rfc', ...store], { stdio: 'pipe' }));
  return { keyStore, caFile };
}

function configure(brokers: readonly string[], mechanism: string, user: string, password: string): void {
  const jars = join(kafkaCacheFolder(findRepositoryRoot()), '*');
  const change = ['--alter', '--add-config', `${mechanism.toUpperCase()}=[password=${password}]`];
  const entity = ['--entity-type', 'users', '--entity-name', user];
  const tool = ['kafka.admin.ConfigCommand', '--bootstrap-server', brokers.join(','), ...change, ...entity];
  execFileSync('java', ['-Xmx128m', '-XX:TieredStopAtLevel=1', '-cp', jars, ...tool], { stdio: 'pipe' });
}

async function forbidWriting(brokers: readonly string[], topic: string): Promise<() => Promise<void>> {
  const admin = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING }).admin();
  const rule = {
    resourceType: AclResourceTypes.TOPIC,
    resourceName: topic,
    resourcePatternType: ResourcePatternTypes.LITERAL,
    principal: 'User:*',
    host: '*',
    operation: AclOperationTypes.WRITE,
    permissionType: AclPermissionTypes.DENY,
  };
  // With any rule at all, what no rule permits is forbidden.
  const others = { ...rule, operation: AclOperationTypes.ALL, permissionType: AclPermissionTypes.ALLOW };
  await admin.connect();
  await admin.createAcls({ acl: [others, rule] });
  await admin.disconnect();
  return async () => {
    await admin.connect();
    await admin.deleteAcls({ filters: [rule] });
    await admin.disconnect();
  };
}
