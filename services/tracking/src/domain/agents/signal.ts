/** One sign that no person sits there: what it is called, and how much it says by itself, 0–1. */
export interface Signal {
  readonly name: string;
  readonly weight: number;
}

/** How sure all signs together are, 0–1: one minus the chance that each of them misleads ("noisy or", Pearl 1988 §4.3.2). */
export function combined(signals: readonly Signal[]): number {
  return 1 - signals.reduce((misled, { weight }) => misled * (1 - weight), 1);
}
