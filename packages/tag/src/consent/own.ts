import type { Purposes } from '../api.js';
import type { ConsentSource } from './state.js';

/** What the page itself said by `stellwerk.consent(…)`, and Global Privacy Control. */
export interface OwnConsent extends ConsentSource {
  say(purposes: Purposes): void;
}

/** Knows nothing until the page says it; waits for nobody. */
export function ownSource(browser: { globalPrivacyControl?: boolean }): OwnConsent {
  let purposes: Purposes | undefined;
  return {
    say: (given) => {
      purposes = { ...given };
    },
    isPending: () => false,
    mayStore: () => purposes?.analytics_store,
    describe: (state) => {
      if (browser.globalPrivacyControl !== undefined) state.gpc = browser.globalPrivacyControl ? '1' : '0';
      if (purposes) state.purposes = purposes;
    },
  };
}
