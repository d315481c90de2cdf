import type { ControlTable } from '@stellwerk/bus';
import { controlDocument } from '@stellwerk/contracts';

/** Days that the raw zone keeps messages whose tenant has no retention document, or that belong to none. */
export const DEFAULT_RAW_DAYS = 30;

/**
 * Topic whose messages no retention document shortens: documents say by which rules consent was decided, and the topic itself
 * keeps only the newest version of each.
 */
export const DOCUMENTS_TOPIC: string = controlDocument.type;
/** Days that the raw zone keeps documents: ten years. */
export const DOCUMENT_RAW_DAYS = 3650;

/** Days that the raw zone keeps a message of a topic and tenant. */
export const keepDaysOf = (control: Pick<ControlTable, 'all'>, topic: string, tenant: string): number =>
  topic === DOCUMENTS_TOPIC ? DOCUMENT_RAW_DAYS : rawDaysOf(control, tenant);

/** Days that a tenant's raw messages are kept; where several documents say so, the fewest. */
export function rawDaysOf(control: Pick<ControlTable, 'all'>, tenant: string): number {
  const days = control
    .all('retention')
    .filter((document) => document.tenant === tenant)
    .map(({ spec }) => spec.rawDays);
  return days.length === 0 ? DEFAULT_RAW_DAYS : Math.min(...days);
}
