/** A position with what is known there. */
export class Point {
  readonly position: Float64Array;
  readonly gradient: Float64Array;
  logDensity = Number.NEGATIVE_INFINITY;

  constructor(dimension: number) {
    this.position = new Float64Array(dimension);
    this.gradient = new Float64Array(dimension);
  }

  copy(other: Point): void {
    this.position.set(other.position);
    this.gradient.set(other.gradient);
    this.logDensity = other.logDensity;
  }
}

/** A point with a momentum: the state of the simulated particle. */
export class PhasePoint extends Point {
  readonly momentum: Float64Array;

  constructor(dimension: number) {
    super(dimension);
    this.momentum = new Float64Array(dimension);
  }

  copyPhase(other: PhasePoint): void {
    this.copy(other);
    this.momentum.set(other.momentum);
  }
}
