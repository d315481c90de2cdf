import type { ConsentSource } from './state.js';

const SIGNALS = ['ad_storage', 'analytics_storage', 'ad_user_data', 'ad_personalization'] as const;
type Signal = (typeof SIGNALS)[number];
type States = { [Name in Signal]?: boolean };

/** Letters of gcd by what was said by default (columns: nothing, denied, granted) and by update (rows alike). */
const LETTERS = ['lpt', 'mqu', 'nrv'];

/**
 * Google consent mode as the page says it: `gtag('consent', 'default' | 'update', {…})` in the data layer. Defaults for
 * regions count for everybody, because the page does not know where the visitor is, and denied wins.
 */
export function consentModeSource(page: { dataLayer?: unknown[] }, changed: () => void): ConsentSource {
  const defaults: States = {};
  const updates: States = {};
  let isSpoken = false;
  const read = (entry: unknown) => {
    const [command, kind, given] = Array.from((entry ?? []) as ArrayLike<unknown>);
    if (command !== 'consent' || (kind !== 'default' && kind !== 'update') || !given) return;
    isSpoken = true;
    for (const signal of SIGNALS) {
      const value = (given as Record<string, unknown>)[signal];
      if (value === undefined) continue;
      const isGranted = value === 'granted';
      if (kind === 'update') updates[signal] = isGranted;
      else defaults[signal] = isGranted && defaults[signal] !== false;
    }
    changed();
  };
  page.dataLayer ??= [];
  const layer = page.dataLayer;
  const push = layer.push;
  layer.push = (...entries) => {
    const length = push.apply(layer, entries);
    entries.forEach(read);
    return length;
  };
  layer.forEach(read);

  const stateOf = (signal: Signal) => updates[signal] ?? defaults[signal];
  return {
    isPending: () => false,
    mayStore: () => stateOf('analytics_storage'),
    describe: (state) => {
      if (!isSpoken) return;
      const gcs = (signal: Signal) => ({ true: '1', false: '0', undefined: '-' })[String(stateOf(signal))];
      state.gcs = `G1${gcs('ad_storage')}${gcs('analytics_storage')}`;
      state.gcd = `11${SIGNALS.map((signal) => letterOf(defaults[signal], updates[signal])).join('1')}5`;
    },
  };
}

/** Position of an answer in {@link LETTERS}. */
const place = (answer: boolean | undefined): number => (answer === undefined ? 0 : answer ? 2 : 1);

function letterOf(byDefault: boolean | undefined, byUpdate: boolean | undefined): string {
  return LETTERS[place(byUpdate)]?.[place(byDefault)] ?? 'l';
}
