/** Repeats what was answered with 429 or 5xx, after the time that the answer asks for. */
export async function patientFetch(url: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(url, init);
    const isLater = response.status === 429 || response.status >= 500;
    if (!isLater || attempt >= 8) return response;
    const seconds = Number(response.headers.get('retry-after') ?? 1);
    await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
  }
}
