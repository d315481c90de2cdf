import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kafkaOptions, readKafkaAccess } from './access.js';

const brokers = ['kafka:9092'];

describe('access to Kafka', () => {
  let folder: string;
  const file = (name: string) => join(folder, name);
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'access-'));
    for (const name of ['ca', 'certificate', 'key']) writeFileSync(file(name), `${name} in PEM`);
    writeFileSync(file('password'), 'from a file\n');
    writeFileSync(file('empty'), '\n');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is plain where nothing is said', () => {
    expect(kafkaOptions(readKafkaAccess(brokers, {}))).toEqual({ brokers });
  });

  it('trusts what Node trusts, or the authority that is named, and shows its own certificate', () => {
    expect(kafkaOptions(readKafkaAccess(brokers, { securityProtocol: 'ssl' }))).toEqual({ brokers, ssl: {} });
    const named = { caFile: file('ca'), certificateFile: file('certificate'), keyFile: file('key') };
    expect(kafkaOptions(readKafkaAccess(brokers, { securityProtocol: 'ssl', ...named }))).toEqual({
      brokers,
      ssl: { ca: 'ca in PEM', cert: 'certificate in PEM', key: 'key in PEM' },
    });
  });

  it.each([
    ['plain', { password: 'from the environment' }, 'from the environment'],
    ['scram-sha-512', { passwordFile: 'password' }, 'from a file'],
  ])('logs in by %s', (saslMechanism, secret: { password?: string; passwordFile?: string }, password) => {
    const { passwordFile } = secret;
    const values = { ...secret, ...(passwordFile && { passwordFile: file(passwordFile) }) };
    const access = readKafkaAccess(brokers, { securityProtocol: 'sasl_ssl', saslMechanism, user: 'anna', ...values });
    expect(kafkaOptions(access)).toEqual({
      brokers,
      ssl: {},
      sasl: { mechanism: saslMechanism, username: 'anna', password },
    });
  });

  const login = { securityProtocol: 'sasl_ssl', saslMechanism: 'plain', user: 'anna', password: 'secret' };
  it.each([
    ['an unknown protocol', { securityProtocol: 'tls' }, 'STELLWERK_KAFKA_SECURITY_PROTOCOL'],
    ['a certificate without a key', { securityProtocol: 'ssl', certificateFile: 'x' }, 'STELLWERK_KAFKA_KEY_FILE'],
    ['a key without a certificate', { securityProtocol: 'ssl', keyFile: 'x' }, 'STELLWERK_KAFKA_CERTIFICATE_FILE'],
    ['a file that is missing', { securityProtocol: 'ssl', caFile: '/nowhere' }, 'STELLWERK_KAFKA_CA_FILE'],
    ['an authority without TLS', { caFile: '/nowhere' }, 'STELLWERK_KAFKA_CA_FILE'],
    ['a password without SASL', { password: 'secret' }, 'STELLWERK_KAFKA_PASSWORD'],
    ['no mechanism', { ...login, saslMechanism: undefined }, 'STELLWERK_KAFKA_SASL_MECHANISM'],
    ['an unknown mechanism', { ...login, saslMechanism: 'gssapi' }, 'STELLWERK_KAFKA_SASL_MECHANISM'],
    ['no user', { ...login, user: undefined }, 'STELLWERK_KAFKA_USER'],
    ['no password', { ...login, password: undefined }, 'STELLWERK_KAFKA_PASSWORD'],
    ['two passwords', { ...login, passwordFile: '/nowhere' }, 'STELLWERK_KAFKA_PASSWORD_FILE'],
  ])('refuses %s by the name of its variable', (_title, values, variable) => {
    const attempt = () => readKafkaAccess(brokers, values);
    expect(attempt).toThrow(
      expect.objectContaining({ code: 'BUS_ACCESS_INVALID', details: expect.objectContaining({ variable }) }),
    );
    expect(attempt).not.toThrow(/secret/);
  });

  it('refuses an empty file of the password', () => {
    const values = { ...login, password: undefined, passwordFile: file('empty') };
    expect(() => readKafkaAccess(brokers, values)).toThrow('STELLWERK_KAFKA_PASSWORD is missing');
  });
});
