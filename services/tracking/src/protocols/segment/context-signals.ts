import type { ConsentSignal } from '../../domain/consent/signal.js';

/** Where a call, or a batch for all of its calls, says what the visitor allows. */
interface ConsentContext {
  readonly consent?: unknown;
  readonly consentManagement?: unknown;
}

/** Both consent objects are read wherever they stand: whom a call comes from must not decide whether a refusal is heard. */
export function contextSignals(context: ConsentContext | null | undefined): ConsentSignal[] {
  const given = [context?.consent, context?.consentManagement].filter((consent) => consent != null);
  return given.map((raw) => ({ type: 'categories', raw }));
}
