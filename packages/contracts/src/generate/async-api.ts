import type { EventContract } from '../core/event-contract.js';
import { type EventFlow, flowOf, type Program } from './flow.js';
import type { JsonObject } from './json.js';

const KAFKA_BINDING_VERSION = '0.5.0';

/** CloudEvents 1.0 in binary mode, and what Stellwerk adds: the headers of every message. */
const headers: JsonObject = {
  type: 'object',
  properties: {
    ce_specversion: { type: 'string', const: '1.0' },
    ce_id: { type: 'string', description: 'deterministic: the same event has the same id however often it is sent' },
    ce_source: { type: 'string', description: 'the program that sent the message' },
    ce_type: { type: 'string', description: 'equals the topic' },
    ce_time: { type: 'string', format: 'date-time' },
    ce_subject: { type: 'string', description: 'the Kafka key' },
    ce_dataschema: { type: 'string', description: '`$id` of the JSON Schema' },
    'content-type': { type: 'string', const: 'application/json' },
    stellwerk_tenant: { type: 'string', description: 'tenant of the event, "platform" above tenants' },
    traceparent: { type: 'string', description: 'W3C trace context of the span that sent the message' },
  },
  required: ['ce_specversion', 'ce_id', 'ce_source', 'ce_type', 'ce_time', 'stellwerk_tenant'],
};

/** AsyncAPI 3.0 document of all events: a topic is a channel, each program has an operation per event it touches. */
export function asyncApi(contracts: readonly EventContract[], version: string): JsonObject {
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Stellwerk events',
      version,
      description: 'Every event on the bus. The value is plain JSON, the attributes are CloudEvents headers.',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    defaultContentType: 'application/json',
    servers: {
      embedded: { host: '127.0.0.1:4620', protocol: 'kafka', description: 'broker of the embedded stack' },
    },
    channels: mapByType(contracts, channelOf),
    operations: Object.fromEntries(contracts.flatMap(operationsOf)),
    components: {
      schemas: { headers },
      messages: mapByType(contracts, messageOf),
    },
  };
}

function channelOf(contract: EventContract): JsonObject {
  const { partitions, retentionMs, compacted } = contract.topic;
  return {
    address: contract.type,
    description: contract.summary,
    messages: { [contract.type]: reference('components', 'messages', contract.type) },
    bindings: {
      kafka: {
        partitions,
        topicConfiguration: {
          'cleanup.policy': [compacted ? 'compact' : 'delete'],
          'retention.ms': retentionMs ?? -1,
        },
        bindingVersion: KAFKA_BINDING_VERSION,
      },
    },
  };
}

function messageOf(contract: EventContract): JsonObject {
  return {
    name: contract.type,
    summary: contract.summary,
    contentType: 'application/json',
    headers: reference('components', 'schemas', 'headers'),
    payload: { $ref: `./${contract.type}.schema.json` },
    correlationId: { location: '$message.header#/traceparent' },
    bindings: {
      kafka: {
        key: { type: 'string', ...keyExample(contract) },
        bindingVersion: KAFKA_BINDING_VERSION,
      },
    },
    examples: contract.examples.map(({ title, payload }) => ({ name: title, payload })),
  };
}

function operationsOf(contract: EventContract): [name: string, operation: JsonObject][] {
  const flow: EventFlow = flowOf(contract.type);
  const operation = (program: Program, action: 'send' | 'receive'): [string, JsonObject] => [
    `${program}.${action}.${contract.type}`,
    {
      action,
      summary: `${program} ${action}s ${contract.type}`,
      channel: reference('channels', contract.type),
      messages: [reference('channels', contract.type, 'messages', contract.type)],
      tags: [{ name: program }],
    },
  ];
  return [
    ...flow.sentBy.map((program) => operation(program, 'send')),
    ...flow.receivedBy.map((program) => operation(program, 'receive')),
  ];
}

function keyExample(contract: EventContract): JsonObject {
  const [example] = contract.examples;
  return example ? { examples: [contract.key(example.payload)] } : {};
}

function mapByType(contracts: readonly EventContract[], make: (contract: EventContract) => JsonObject): JsonObject {
  return Object.fromEntries(contracts.map((contract) => [contract.type, make(contract)]));
}

/** JSON reference inside the document. */
function reference(...path: readonly string[]): JsonObject {
  return { $ref: `#/${path.map((step) => step.replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}` };
}
