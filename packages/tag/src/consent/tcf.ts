import type { ConsentSource } from './state.js';

interface TcData {
  readonly tcString?: string;
  readonly gdprApplies?: boolean;
  readonly eventStatus?: string;
  readonly purpose?: { readonly consents?: Readonly<Record<string, boolean>> };
}

type TcfApi = (
  command: 'addEventListener',
  version: 2,
  callback: (data: TcData | undefined, isOk: boolean) => void,
) => void;

/** IAB TCF (CMP API v2): the string is final once it was loaded, or the visitor has chosen. Purpose 1 is storing. */
export function tcfSource(page: { __tcfapi?: TcfApi }, changed: () => void): ConsentSource {
  let known: TcData | undefined;
  page.__tcfapi?.('addEventListener', 2, (data, isOk) => {
    if (!isOk || !data || data.eventStatus === 'cmpuishown') return;
    known = data;
    changed();
  });
  const isThere = !!page.__tcfapi;
  return {
    isPending: () => isThere && !known,
    mayStore: () => known && (known.gdprApplies === false || known.purpose?.consents?.[1] === true),
    describe: (state) => {
      if (!isThere) return;
      state.tcf = known?.tcString ?? '';
      if (known?.gdprApplies !== undefined) state.gdprApplies = known.gdprApplies;
    },
  };
}
