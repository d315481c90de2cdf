/** What becomes of personal data: it stays, its type stands for it, a pseudonym stands for it, or nothing tells what it was. */
export const redactionActions = ['keep', 'mask', 'pseudonymise', 'drop'] as const;
export type RedactionAction = (typeof redactionActions)[number];
