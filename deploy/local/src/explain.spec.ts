import { explainClickHouse } from './clickhouse/clickhouse.part.js';
import { alarmOfKafka, explainKafka } from './kafka/kafka.part.js';
import { explainModels } from './models/models.part.js';
import { explainQdrant } from './qdrant/qdrant.part.js';
import { explainService } from './service/service.part.js';

const explainers = {
  kafka: (lines: string[]) => explainKafka(lines, '/state/kafka'),
  clickhouse: (lines: string[]) => explainClickHouse(lines, '/state/clickhouse'),
  models: (lines: string[]) => explainModels(lines, '/cache/models'),
  qdrant: (lines: string[]) => explainQdrant(lines, '/state/qdrant/data'),
  service: (lines: string[]) => explainService('tracking', '/state/tracking', lines),
};

/** Last words as the real programs print them. */
const examples = [
  ['kafka', 'LOC_DISK_FULL', 'java.io.IOException: No space left on device'],
  [
    'kafka',
    'LOC_DISK_FULL',
    'java.lang.InternalError: a fault occurred in a recent unsafe memory access operation in compiled Java code',
  ],
  ['kafka', 'LOC_DATA_IN_USE', 'org.apache.kafka.common.KafkaException: Failed to acquire lock on file .lock in /s.'],
  [
    'kafka',
    'LOC_PORT_IN_USE',
    'org.apache.kafka.common.KafkaException: Socket server failed to bind to 127.0.0.1:4620: Address already in use.',
  ],
  ['kafka', 'LOC_DATA_CORRUPT', 'java.lang.RuntimeException: Error: node ID not found in /state/kafka/data'],
  ['kafka', undefined, '2026-11-24T10:00:00.000Z INFO KafkaRaftServer Kafka Server started'],
  ['clickhouse', 'LOC_DISK_FULL', 'Code: 243. DB::Exception: Cannot reserve 33.76 MiB (NOT_ENOUGH_SPACE)'],
  ['clickhouse', 'LOC_DATA_IN_USE', 'Code: 76. DB::Exception: Cannot lock file /s/status. Another server instance'],
  [
    'clickhouse',
    'LOC_PORT_IN_USE',
    'Listen [127.0.0.1]:4622 failed: net error: Address already in use: 127.0.0.1:4622',
  ],
  ['clickhouse', 'LOC_DATA_CORRUPT', 'Code: 231. DB::Exception: Suspiciously many (1 parts) broken parts to remove'],
  ['clickhouse', 'LOC_DATA_CORRUPT', 'Code: 62: Cannot parse definition from metadata file store/a/t.sql.'],
  ['clickhouse', undefined, 'Code: 1000. Syntax error: Not a valid integer'],
  ['models', 'LOC_PORT_IN_USE', 'Error: listen EADDRINUSE: address already in use 127.0.0.1:4610'],
  [
    'models',
    'LOC_MODELS_DAMAGED',
    'EMB_MODEL_DAMAGED: e5/model.onnx is damaged: its SHA-256 differs from the manifest',
  ],
  ['models', 'LOC_MODELS_DAMAGED', 'EMB_MODEL_MISSING: there is no manifest.json'],
  ['models', undefined, 'TypeError: x is not a function'],
  ['qdrant', 'LOC_DISK_FULL', 'Exception: Service runtime error: No space left on device (os error 28)'],
  ['qdrant', 'LOC_DISK_FULL', 'Fatal Python error: Bus error'],
  [
    'qdrant',
    'LOC_PORT_IN_USE',
    "OSError: [Errno 98] error while attempting to bind on address ('127.0.0.1', 4624): address already in use",
  ],
  ['qdrant', 'LOC_DATA_IN_USE', 'fatal: another process uses this data folder'],
  ['qdrant', 'LOC_DATA_CORRUPT', 'fatal: damaged: catalogue.json cannot be read: unexpected end of data'],
  ['qdrant', undefined, 'listening on 127.0.0.1:4624, 2 collections'],
  ['service', 'LOC_DISK_FULL', 'Error: ENOSPC: no space left on device, write'],
  ['service', 'LOC_PORT_IN_USE', 'Error: listen EADDRINUSE: address already in use 127.0.0.1:4601'],
  ['service', 'LOC_DATA_CORRUPT', 'Error: MDB_CORRUPTED: Located page was wrong type'],
  ['service', undefined, 'TypeError: x is not a function'],
] as const;

describe('cause of a death', () => {
  it.each(examples)('%s: %s', (part, code, line) => {
    expect(explainers[part](['some line before', line, '\tat a.stack.trace(Here.java:1)'])?.code).toBe(code);
  });

  it('names the port that is taken', () => {
    expect(explainers.service(['Error: listen EADDRINUSE: address already in use 127.0.0.1:4601'])?.message).toBe(
      'port 4601 of tracking is in use by another program',
    );
  });
});

describe('alarm of the broker', () => {
  const line =
    'WARN QuorumController Performing controller activation. The metadata log appears to be empty. Appending 6';

  it('stops a broker that has lost the list of its topics', () => {
    expect(alarmOfKafka(line, 3, '/state/kafka/data')?.code).toBe('LOC_DATA_CORRUPT');
  });

  it.each([
    ['a new broker', line, 0],
    ['a broker that knows its topics', 'WARN QuorumController Performing controller activation.', 3],
  ])('leaves %s alone', (_title, text, topicFolders) => {
    expect(alarmOfKafka(text, topicFolders, '/state/kafka/data')).toBeUndefined();
  });
});
