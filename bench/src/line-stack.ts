import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { type Bus, createKafkaBus, publishControlDocument } from '@stellwerk/bus';
import type { ControlKind, ControlSpec } from '@stellwerk/contracts';
import { type PartName, type Stack, standardStores, startStack } from '@stellwerk/local';

export const TENANT = 'bench';
export const WRITE_KEY = 'bench-web-write-key';
/** Bearer token of an analyst. */
export const TOKEN = 'bench-token-of-an-analyst';

const documents: { [Kind in ControlKind]?: { name: string; spec: ControlSpec<Kind> } } = {
  tenant: {
    name: TENANT,
    spec: { displayName: 'Benchmark', currency: 'EUR', timezone: 'Europe/Berlin', region: 'DE' },
  },
  'consent-policy': {
    name: 'default',
    spec: {
      defaultPurposes: [],
      categories: {},
      storagePurpose: 'analytics_store',
      // What is sent has no signals; the benchmark's people all live where this says that storage is allowed.
      regions: [{ regions: ['DE'], defaultPurposes: ['analytics_store'] }],
    },
  },
  'channel-rules': { name: 'default', spec: { rules: [{ source: '*', channel: '$source' }], direct: 'Direct' } },
  source: {
    name: 'web',
    spec: {
      writeKey: WRITE_KEY,
      enabled: true,
      consentPolicy: 'default',
      channelRules: 'default',
      identityTraits: {},
    },
  },
};

function analystToken() {
  const sha256 = createHash('sha256').update(TOKEN).digest('hex');
  const spec: ControlSpec<'token'> = {
    sha256,
    roles: ['analyst'],
    tenants: [TENANT],
    expiresAt: '2100-01-01T00:00:00.000Z',
    revoked: false,
  };
  const at = new Date().toISOString();
  return { kind: 'token' as const, tenant: 'platform', name: 'bench-analyst', version: 1, spec, by: 'bench', at };
}

function fail(error: unknown): never {
  throw error;
}

/**
 * Starts the embedded stack, or some of its parts, with a tenant whose events all may be stored. `prepare` runs when the
 * stores are there and no service is.
 */
export async function startLine(
  folder: string,
  only?: readonly PartName[],
  prepare: (bus: Bus) => Promise<void> = async () => {},
): Promise<Stack> {
  return startStack({
    stateDir: join(folder, 'state'),
    freePorts: true,
    ...(only && { only }),
    ...(await standardStores()),
    applyControl: async ({ kafkaBrokers }) => {
      const bus = createKafkaBus({ brokers: kafkaBrokers, clientId: 'bench', onFatal: fail });
      for (const [kind, { name, spec }] of Object.entries(documents)) {
        const head = { kind: kind as ControlKind, tenant: TENANT, name, version: 1 };
        await publishControlDocument(bus, { ...head, spec, by: 'bench', at: new Date().toISOString() });
      }
      await publishControlDocument(bus, analystToken());
      await prepare(bus);
      await bus.close();
    },
  });
}

/** Takes traces and forgets them, where the warehouse that would keep them is not part of a measurement. */
export async function swallowTraces(port: number): Promise<() => void> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.end());
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return () => {
    server.closeAllConnections();
    server.close();
  };
}
