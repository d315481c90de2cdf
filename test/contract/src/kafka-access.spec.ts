import { randomUUID } from 'node:crypto';
import { type Bus, createKafkaBus, readKafkaAccess, saslMechanisms } from '@stellwerk/bus';
import { eventually } from '@stellwerk/bus/contract';
import { probeTopic, standardTopic } from '@stellwerk/contracts';
import { createTopics } from '@stellwerk/local';
import { type SecuredKafka, startSecuredKafka } from './support/secured-kafka.js';

const USER = 'anna';
const WRONG = 'wrong';
const passwords = { plain: 'of-plain', 'scram-sha-256': 'of-256', 'scram-sha-512': 'of-512' } as const;

describe('access to Kafka', () => {
  let kafka: SecuredKafka;
  let topic: string;
  const open: Bus[] = [];

  beforeAll(async () => {
    kafka = await startSecuredKafka({ [USER]: passwords.plain });
    kafka.addScramLogin('scram-sha-256', USER, passwords['scram-sha-256']);
    kafka.addScramLogin('scram-sha-512', USER, passwords['scram-sha-512']);
  });
  beforeEach(async () => {
    topic = `contract.${randomUUID()}`;
    await createTopics({ brokers: kafka.brokers }, [probeTopic, { name: topic, ...standardTopic }]);
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((bus) => bus.close()));
  });
  afterAll(() => kafka?.stop());

  const connect = (access: ReturnType<typeof readKafkaAccess>, now = () => new Date()) => {
    const bus = createKafkaBus({ ...access, clientId: 'contract', now, onFatal: () => {} });
    open.push(bus);
    return bus;
  };
  const messages = (to = topic) => [{ topic: to, key: 'k', value: Buffer.from('x'), headers: {} }];

  describe('over TLS and SASL', () => {
    const enter = (values: object) =>
      connect(
        readKafkaAccess(kafka.securedBrokers, {
          securityProtocol: 'sasl_ssl',
          caFile: kafka.caFile,
          user: USER,
          ...values,
        }),
      );

    it.each(saslMechanisms)('publishes and consumes with %s', async (saslMechanism) => {
      const bus = enter({ saslMechanism, password: passwords[saslMechanism] });
      const seen: string[] = [];
      const running = await bus.subscribe({
        group: `group-${randomUUID()}`,
        topics: [topic],
        deadLetterTopic: `${topic}.dead`,
        handle: async (batch) => {
          seen.push(...batch.messages.map(({ value }) => String(value)));
          return undefined;
        },
      });
      await running.ready;
      await bus.publish(messages());
      await eventually('the message', () => seen.length === 1);
      expect(await bus.health()).toBeNull();
    });

    it.each([
      ['a wrong password', { saslMechanism: 'scram-sha-512', password: WRONG }],
      ['a user whom nobody knows', { saslMechanism: 'plain', user: 'nobody', password: WRONG }],
      ['a certificate whose authority is unknown', { saslMechanism: 'plain', password: 'of-plain', caFile: undefined }],
    ])('is refused with %s, and health says so', async (_title, values) => {
      const bus = enter(values);
      await expect(bus.publish(messages())).rejects.toMatchObject({ name: 'UnavailableError' });
      expect(await bus.health()).toBe('kafka unavailable');
    });
  });

  describe('health, while the broker answers but refuses messages', () => {
    let now: Date;
    let bus: Bus;
    const refused = () => `kafka takes no message of ${topic}: TOPIC_AUTHORIZATION_FAILED`;
    const healths = async () => [await bus.health(), await bus.health(), await bus.health()];
    const permissions: (() => Promise<void>)[] = [];
    const forbid = async (...topics: string[]) => {
      for (const name of topics) permissions.push(await kafka.forbidWriting(name));
    };
    const permit = async () => {
      for (const permission of permissions.splice(0)) await permission();
    };
    const fails = () => expect(bus.publish(messages())).rejects.toMatchObject({ name: 'UnavailableError' });

    beforeEach(async () => {
      now = new Date();
      bus = connect({ brokers: kafka.brokers }, () => now);
      await bus.publish(messages());
      expect(await bus.health()).toBeNull();
    });
    afterEach(permit);

    it('is red until it takes them again, and finds out by itself', async () => {
      await forbid(topic, probeTopic.name);
      await fails();
      now = new Date(now.getTime() + 60_000);
      const reason = 'kafka takes no messages: TOPIC_AUTHORIZATION_FAILED';
      expect(await healths()).toEqual([reason, reason, reason]);
      await permit();
      expect(await bus.health()).toBeNull();
    });

    it('is red for the topic that is refused, whatever others take, until a message of it gets through', async () => {
      await forbid(topic);
      await fails();
      await bus.publish(messages(probeTopic.name));
      expect(await healths()).toEqual([refused(), refused(), refused()]);
      await permit();
      await bus.publish(messages());
      expect(await bus.health()).toBeNull();
    });

    it('lets real messages decide about a refused topic again after half a minute', async () => {
      await forbid(topic);
      await fails();
      now = new Date(now.getTime() + 29_999);
      expect(await bus.health()).toBe(refused());
      now = new Date(now.getTime() + 1);
      expect(await bus.health()).toBeNull();
      await fails();
      expect(await bus.health()).toBe(refused());
    });

    it('is red when a topic does not exist', async () => {
      await expect(bus.publish(messages('contract.missing'))).rejects.toMatchObject({
        resource: 'topic contract.missing',
      });
      expect(await bus.health()).toBe('kafka takes no message of contract.missing: UNKNOWN_TOPIC_OR_PARTITION');
    });
  });
});
