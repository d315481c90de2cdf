import { eventContracts } from '../registry.js';
import { asyncApi } from './async-api.js';
import { asyncApiProblems } from './async-api-structure.js';
import { eventFlows } from './flow.js';

const document = () => JSON.parse(JSON.stringify(asyncApi(eventContracts, '0.1.0')));
const anyFile = () => true;

describe('AsyncAPI document', () => {
  it('is structurally sound', () => {
    expect(asyncApiProblems(document(), anyFile)).toEqual([]);
  });

  it('has a channel per event, with its topic settings', () => {
    const { channels } = document();
    expect(Object.keys(channels)).toEqual(eventContracts.map((contract) => contract.type));
    expect(channels['identity.remapped.v1'].bindings.kafka.topicConfiguration).toEqual({
      'cleanup.policy': ['compact'],
      'retention.ms': -1,
    });
  });

  it('says who sends and who receives', () => {
    const { operations } = document();
    expect(operations['tracking.send.tracking.event.v1']).toMatchObject({
      action: 'send',
      channel: { $ref: '#/channels/tracking.event.v1' },
    });
    expect(operations['identity.receive.tracking.event.v1']).toMatchObject({ action: 'receive' });
    expect(operations['attribution.receive.tracking.event.v1']).toBeUndefined();
  });

  it('knows the flow of every event and of no other', () => {
    expect(Object.keys(eventFlows).sort()).toEqual(eventContracts.map((contract) => contract.type).sort());
  });
});

describe('structural check', () => {
  // biome-ignore lint/suspicious/noExplicitAny: each case breaks the document in a way its type forbids
  const damage: Record<string, [(broken: any) => void, problem: string]> = {
    'another version': [(broken) => (broken.asyncapi = '2.6.0'), 'asyncapi: must be "3.0.0"'],
    'a missing title': [(broken) => delete broken.info.title, 'info.title: is missing'],
    'a channel without address': [
      (broken) => delete broken.channels['job.ran.v1'].address,
      'channels.job.ran.v1.address: is missing',
    ],
    'a channel without message': [
      (broken) => (broken.channels['job.ran.v1'].messages = {}),
      'channels.job.ran.v1.messages: has no message',
    ],
    'an address used twice': [
      (broken) => (broken.channels['job.ran.v1'].address = 'tracking.event.v1'),
      'channels: the address tracking.event.v1 is used twice',
    ],
    'an unknown action': [
      (broken) => (broken.operations['cli.send.job.ran.v1'].action = 'publish'),
      'operations.cli.send.job.ran.v1.action: must be "send" or "receive"',
    ],
    'an operation on no channel': [
      (broken) => (broken.operations['cli.send.job.ran.v1'].channel.$ref = '#/channels/none'),
      'operations.cli.send.job.ran.v1.channel: must refer to a channel',
    ],
    'a message of another channel': [
      (broken) =>
        (broken.operations['cli.send.job.ran.v1'].messages[0].$ref =
          '#/channels/tracking.event.v1/messages/tracking.event.v1'),
      'operations.cli.send.job.ran.v1.messages: #/channels/tracking.event.v1/messages/tracking.event.v1 is not a message of its channel',
    ],
    'a reference that leads nowhere': [
      (broken) => delete broken.components.messages['job.ran.v1'],
      '$ref #/components/messages/job.ran.v1: leads nowhere',
    ],
  };

  it.each(Object.entries(damage))('finds %s', (_title, [breakIt, problem]) => {
    const broken = document();
    breakIt(broken);
    expect(asyncApiProblems(broken, anyFile)).toContain(problem);
  });

  it('finds a schema file that does not exist', () => {
    const problems = asyncApiProblems(document(), (file) => file !== './job.ran.v1.schema.json');
    expect(problems).toEqual(['$ref ./job.ran.v1.schema.json: leads nowhere']);
  });
});
