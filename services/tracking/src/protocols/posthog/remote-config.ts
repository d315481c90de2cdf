/** Keys of projects that may stand in a path and in a script. */
export const PROJECT_KEY = /^[A-Za-z0-9_-]{1,128}$/;

/**
 * What posthog-js asks before it sends: everything that would need more than a collector is off, packing is on. Names are
 * those of `RemoteConfig` in posthog-js.
 */
export const remoteConfig = {
  supportedCompression: ['gzip', 'gzip-js'],
  analytics: { endpoint: '/i/v0/e/' },
  hasFeatureFlags: false,
  sessionRecording: false,
  surveys: false,
  productTours: false,
  conversations: false,
  heatmaps: false,
  capturePerformance: false,
  captureDeadClicks: false,
  autocaptureExceptions: false,
  errorTracking: { autocaptureExceptions: false, suppressionRules: [] },
  autocapture_opt_out: false,
  elementsChainAsString: true,
  defaultIdentifiedOnly: true,
  isAuthenticated: false,
  toolbarParams: {},
  siteApps: [],
} as const;

/** Answer to `/flags` and `/decide`: no flag exists. */
export const noFlags = {
  flags: {},
  featureFlags: {},
  featureFlagPayloads: {},
  errorsWhileComputingFlags: false,
  ...remoteConfig,
} as const;

/** The same configuration as a script. `key` fits {@link PROJECT_KEY}. */
export function remoteConfigScript(key: string): string {
  const entry = JSON.stringify({ config: { token: key, ...remoteConfig }, siteApps: [] });
  return `(function(w){(w._POSTHOG_REMOTE_CONFIG=w._POSTHOG_REMOTE_CONFIG||{})["${key}"]=${entry}})(window);`;
}
