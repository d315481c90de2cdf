import type { ConsentSource } from './state.js';

interface GppEvent {
  readonly pingData?: { readonly signalStatus?: string; readonly gppString?: string };
}

type GppApi = (command: 'addEventListener', callback: (event: GppEvent | undefined, isOk: boolean) => void) => void;

/**
 * IAB GPP (CMP API 1.1): the string is final while its status is `ready`, and empty before, which grants nothing. It does not
 * decide about storing.
 */
export function gppSource(page: { __gpp?: GppApi }, changed: () => void): ConsentSource {
  let known: string | undefined;
  page.__gpp?.('addEventListener', (event, isOk) => {
    if (!isOk || event?.pingData?.signalStatus !== 'ready') return;
    known = event.pingData.gppString ?? '';
    changed();
  });
  return {
    isPending: () => !!page.__gpp && known === undefined,
    mayStore: () => undefined,
    describe: (state) => {
      if (page.__gpp) state.gpp = known ?? '';
    },
  };
}
