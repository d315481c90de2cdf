/**
 * What @segment/analytics-next asks for before it sends (`/v1/projects/{writeKey}/settings`): where to send to, and nothing
 * else. `address` = base address of the door as the browser reaches it.
 */
export function segmentSettings(writeKey: string, address: string): object {
  const { protocol, host } = new URL(address);
  return {
    integrations: {
      'Segment.io': {
        apiKey: writeKey,
        apiHost: `${host}/v1`,
        protocol: protocol.replace(':', ''),
        retryQueue: true,
        addBundledMetadata: false,
        unbundledIntegrations: [],
        maybeBundledConfigIds: {},
        versionSettings: { version: '4.4.7', componentTypes: ['browser'] },
      },
    },
    plan: { track: { __default: { enabled: true, integrations: {} } } },
    edgeFunction: {},
    analyticsNextEnabled: true,
    middlewareSettings: {},
    enabledMiddleware: {},
    metrics: { sampleRate: 0 },
    legacyVideoPluginsEnabled: false,
    remotePlugins: [],
  };
}
