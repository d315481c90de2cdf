import type { Found } from './score/score.js';

/** Another detector, by what it would redact. */
export interface Peer {
  readonly name: string;
  readonly detect: (text: string) => Promise<Found[]>;
}

interface Failure {
  readonly name: string;
  readonly problem: string;
}

/** Peers that can be imported here, and those that cannot, with the reason. */
export async function peers(): Promise<{ started: Peer[]; failed: Failure[] }> {
  return { started: [await openRedaction()], failed: [CRASHES] };
}

/** Its import starts a worker by a path of the machine it was built on, and the process ends: it cannot be tried beside anything. */
const CRASHES: Failure = {
  name: '@presidio-dev/hai-guardrails 1.12.0',
  problem: 'its import starts a worker from a folder of the machine it was built on, which ends the process',
};

/** All of its patterns, as it comes. */
async function openRedaction(): Promise<Peer> {
  const { OpenRedaction } = await import('@openredaction/openredaction');
  const detector = new OpenRedaction();
  return {
    name: 'openredaction 1.0.4',
    detect: async (text) => {
      const { detections } = await detector.detect(text);
      return detections.map(({ position: [start, end] }) => ({ start, end }));
    },
  };
}
