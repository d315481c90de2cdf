import Fastify from 'fastify';

/** Takes the events of one request; resolves when the broker has acknowledged them. */
export type Take = (events: readonly Record<string, unknown>[]) => Promise<void>;

/** One call of the Segment protocol, or a batch of them, at `/collect`; answers when they have been taken. */
export async function serve(port: number, take: Take): Promise<void> {
  const server = Fastify({ bodyLimit: 2_097_152 });
  server.post<{ Body: { batch?: Record<string, unknown>[] } & Record<string, unknown> }>(
    '/collect',
    async (request) => {
      await take(request.body.batch ?? [request.body]);
      return { success: true };
    },
  );
  server.get('/ready', async () => ({ ready: true }));
  await server.listen({ port, host: '127.0.0.1' });
}
