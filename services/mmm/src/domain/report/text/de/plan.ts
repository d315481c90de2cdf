import type { plan as english } from '../en/plan.js';

/** What the report of a budget plan says. */
export const plan: Readonly<Record<keyof typeof english, string>> = {};
