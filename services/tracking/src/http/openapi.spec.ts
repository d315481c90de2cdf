import { startTracking, type TrackingUnderTest } from '../testing/tracking-service.js';

interface Operation {
  readonly operationId: string;
  readonly summary?: string;
  readonly security: readonly Record<string, unknown>[];
  readonly responses: Readonly<Record<string, unknown>>;
  readonly requestBody?: object;
  readonly tags?: readonly string[];
}

describe('the OpenAPI document of the door', () => {
  let tracking: TrackingUnderTest;
  let operations: [route: string, operation: Operation][];
  beforeAll(async () => {
    tracking = await startTracking();
    const { paths } = (await tracking.app.inject({ url: '/openapi.json' })).json();
    operations = Object.entries<Record<string, Operation>>(paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]): [string, Operation] => [`${method} ${path}`, operation]),
    );
  });
  afterAll(() => tracking.close());
  const at = (route: string) => operations.find(([name]) => name === route)?.[1];

  it('says of every operation what it does, who may call it and how it refuses', () => {
    for (const [route, { summary, security, responses }] of operations) {
      expect([route, Boolean(summary), Array.isArray(security), '4XX' in responses]).toEqual([route, true, true, true]);
    }
  });

  it('gives every operation an id of its own', () => {
    expect(new Set(operations.map(([, { operationId }]) => operationId)).size).toBe(operations.length);
  });

  it.each([
    ['post /v1/batch', [{ writeKey: [] }, {}]],
    ['post /v1/identifiers/open', [{ bearer: [] }]],
    ['get /v1/rejected/{id}', [{ bearer: [] }]],
    ['get /health/ready', []],
  ])('%s may be called with %j', (route, security) => {
    expect(at(route)?.security).toEqual(security);
  });

  it('describes bodies', () => {
    for (const route of ['post /v1/batch', 'post /v1/identifiers/open', 'post /v1/rejected/{id}/replay']) {
      expect([route, at(route)?.requestBody !== undefined]).toEqual([route, true]);
    }
  });
});
