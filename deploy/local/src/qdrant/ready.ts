import { LOOPBACK } from '../ports.js';

/** True when the engine lists its collections for our own key. */
export async function isQdrantReady(port: number, apiKey: string, timeoutMs: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://${LOOPBACK}:${port}/collections`, {
      headers: { 'api-key': apiKey, Connection: 'close' },
      signal: AbortSignal.timeout(timeoutMs),
    });
    await answer.body?.cancel();
    return answer.status === 200;
  } catch {
    return false;
  }
}
