/**
 * Measures of one case by name. A measure that does not apply to the case is absent; one that applies and has no value is NaN, and is
 * counted as such.
 */
export type Measured = Readonly<Record<string, number>>;
