import { Kafka, logLevel } from 'kafkajs';
import { serve } from './server.js';

// What a team writes in a day: no consent, no contract, no minimisation, no de-duplication; one send per request.
const [port, brokers = '', topic = ''] = process.argv.slice(2);
const kafka = new Kafka({ clientId: 'bare', brokers: brokers.split(','), logLevel: logLevel.ERROR });
const producer = kafka.producer({ allowAutoTopicCreation: false });
await producer.connect();
await serve(Number(port), async (events) => {
  await producer.send({
    topic,
    acks: -1,
    messages: events.map((event) => ({ key: String(event.anonymousId), value: JSON.stringify(event) })),
  });
});
