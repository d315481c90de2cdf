import type { Role } from '@stellwerk/contracts';

/** Who may ask; what they may read follows from the labels of documents. */
export const READERS: readonly Role[] = ['viewer', 'analyst', 'marketer', 'approver', 'privacy-officer'];

/** Who may bring documents. */
export const EDITORS: readonly Role[] = ['marketer'];

/** Who may take documents away. */
export const REMOVERS: readonly Role[] = ['marketer', 'privacy-officer'];
