/** What the report of a budget plan says. */
export const plan = {} as const;
