export interface ClickHouseEndpoint {
  readonly url: string;
  readonly user: string;
  readonly password: string;
}

/** True when the server answers its ping and runs a query for our own user. */
export async function isClickHouseReady(endpoint: ClickHouseEndpoint, timeoutMs: number): Promise<boolean> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const ping = await fetch(`${endpoint.url}/ping`, { headers: { Connection: 'close' }, signal });
    if ((await ping.text()).trim() !== 'Ok.') return false;
    const answer = await fetch(endpoint.url, {
      method: 'POST',
      body: 'SELECT 1',
      headers: {
        'X-ClickHouse-User': endpoint.user,
        'X-ClickHouse-Key': endpoint.password,
        Connection: 'close',
      },
      signal,
    });
    return answer.ok && (await answer.text()).trim() === '1';
  } catch {
    return false;
  }
}
