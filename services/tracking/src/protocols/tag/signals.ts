import type { ConsentSignal } from '../../domain/consent/signal.js';
import { isObject } from '../../domain/object.js';

/**
 * Signals of the tag's `consent` object: `{ tcf, gdprApplies, gpp, gcs, gcd, gpc, purposes }`. A part of another type than
 * expected, or an object that is none, is handed on as it is: the engine takes what it cannot read for a refusal.
 */
export function signalsOf(consent: unknown): ConsentSignal[] {
  if (consent === undefined || consent === null) return [];
  if (!isObject(consent)) return [{ type: 'purposes', raw: consent }];
  const { tcf, gdprApplies, gpp, gcs, gcd, gpc, purposes } = consent;
  const signals: ConsentSignal[] = [];
  if (tcf !== undefined) {
    signals.push({ type: 'tcf', raw: textOf(tcf), ...(typeof gdprApplies === 'boolean' && { gdprApplies }) });
  }
  const texts = { gpp, gcs, gcd, gpc } as const;
  for (const type of ['gpp', 'gcs', 'gcd', 'gpc'] as const) {
    if (texts[type] !== undefined) signals.push({ type, raw: textOf(texts[type]) });
  }
  if (purposes !== undefined) signals.push({ type: 'purposes', raw: purposes });
  return signals;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : `not a text: ${typeof value}`;
}
