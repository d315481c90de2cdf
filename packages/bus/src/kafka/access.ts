import { readFileSync } from 'node:fs';
import type { ConnectionOptions } from 'node:tls';
import { StellwerkError } from '@stellwerk/contracts';
import type { KafkaConfig, SASLOptions } from 'kafkajs';
import { busErrors } from '../errors.js';

/** Kafka's own names of how a listener is entered. */
export const securityProtocols = ['plaintext', 'ssl', 'sasl_plaintext', 'sasl_ssl'] as const;
export const saslMechanisms = ['plain', 'scram-sha-256', 'scram-sha-512'] as const;

/** Settings of how a client enters Kafka beside the brokers: variable and meaning; read by services and the command line alike. */
export const kafkaAccessSettings = {
  securityProtocol: {
    env: 'STELLWERK_KAFKA_SECURITY_PROTOCOL',
    description: `how the brokers are entered, in Kafka's words: ${securityProtocols.join(', ')}`,
  },
  caFile: {
    env: 'STELLWERK_KAFKA_CA_FILE',
    description: "PEM file of the authority that signed the brokers' certificates; not set = those that Node trusts",
  },
  certificateFile: {
    env: 'STELLWERK_KAFKA_CERTIFICATE_FILE',
    description: 'PEM file of a client certificate, where brokers ask for one',
  },
  keyFile: { env: 'STELLWERK_KAFKA_KEY_FILE', description: 'PEM file of the key of that certificate' },
  saslMechanism: {
    env: 'STELLWERK_KAFKA_SASL_MECHANISM',
    description: `mechanism of SASL: ${saslMechanisms.join(', ')}`,
  },
  user: { env: 'STELLWERK_KAFKA_USER', description: 'user of SASL' },
  password: { env: 'STELLWERK_KAFKA_PASSWORD', description: 'password of that user', secret: true },
  passwordFile: {
    env: 'STELLWERK_KAFKA_PASSWORD_FILE',
    description: 'file with that password, instead of the variable',
  },
} as const satisfies Record<string, { env: string; description: string; secret?: boolean }>;

/** Values of these settings; `undefined` = not set. */
export type KafkaAccessValues = { readonly [Name in keyof typeof kafkaAccessSettings]?: string | undefined };

/** Where brokers are and how a client enters them. */
export interface KafkaAccess {
  readonly brokers: readonly string[];
  readonly tls?: ConnectionOptions;
  readonly sasl?: SASLOptions;
}

/**
 * Reads what the settings name: files of certificates, and the password.
 * @throws StellwerkError BUS_ACCESS_INVALID naming the variable and what is wrong with it, never its value.
 */
export function readKafkaAccess(brokers: readonly string[], values: KafkaAccessValues): KafkaAccess {
  const { securityProtocol = 'plaintext' } = values;
  if (!securityProtocols.some((known) => known === securityProtocol)) {
    throw refuse('securityProtocol', `must be one of ${securityProtocols.join(', ')}`);
  }
  const isTls = securityProtocol.endsWith('ssl');
  const isSasl = securityProtocol.startsWith('sasl');
  for (const name of ['caFile', 'certificateFile', 'keyFile'] as const) {
    if (!isTls && values[name] !== undefined) throw refuse(name, `has no use with ${securityProtocol}`);
  }
  for (const name of ['saslMechanism', 'user', 'password', 'passwordFile'] as const) {
    if (!isSasl && values[name] !== undefined) throw refuse(name, `has no use with ${securityProtocol}`);
  }
  return { brokers, ...(isTls && { tls: readTls(values) }), ...(isSasl && { sasl: readSasl(values) }) };
}

/** The part of a kafkajs configuration that says where brokers are and how they are entered. */
export const kafkaOptions = ({ brokers, tls, sasl }: KafkaAccess): Pick<KafkaConfig, 'brokers' | 'ssl' | 'sasl'> => ({
  brokers: [...brokers],
  ...(tls && { ssl: tls }),
  ...(sasl && { sasl }),
});

function readTls(values: KafkaAccessValues): ConnectionOptions {
  const { caFile, certificateFile, keyFile } = values;
  if (certificateFile !== undefined && keyFile === undefined) throw refuse('keyFile', 'is missing');
  if (keyFile !== undefined && certificateFile === undefined) throw refuse('certificateFile', 'is missing');
  return {
    ...(caFile !== undefined && { ca: readText('caFile', caFile) }),
    ...(certificateFile !== undefined && { cert: readText('certificateFile', certificateFile) }),
    ...(keyFile !== undefined && { key: readText('keyFile', keyFile) }),
  };
}

function readSasl({ saslMechanism, user, password, passwordFile }: KafkaAccessValues): SASLOptions {
  const mechanism = saslMechanisms.find((known) => known === saslMechanism);
  if (!mechanism) throw refuse('saslMechanism', `must be one of ${saslMechanisms.join(', ')}`);
  if (user === undefined) throw refuse('user', 'is missing');
  if (password !== undefined && passwordFile !== undefined) {
    throw refuse('passwordFile', `is set beside ${kafkaAccessSettings.password.env}`);
  }
  const secret = passwordFile === undefined ? password : readText('passwordFile', passwordFile).trimEnd();
  if (!secret) throw refuse('password', 'is missing');
  return { mechanism, username: user, password: secret } as SASLOptions;
}

function readText(name: keyof typeof kafkaAccessSettings, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw refuse(name, `names a file that cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

function refuse(name: keyof typeof kafkaAccessSettings, problem: string): StellwerkError {
  return new StellwerkError(busErrors.ACCESS_INVALID, { variable: kafkaAccessSettings[name].env, problem });
}
