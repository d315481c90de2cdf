import { PhasePoint, Point } from './phase-point.js';

/** The forward or the backward part of a trajectory: momenta and velocities where it ends and where it meets the other part. */
export interface TrajectoryPart {
  /** Where it goes on. */
  readonly end: PhasePoint;
  /** Sum of its momenta. */
  readonly rho: Float64Array;
  readonly outer: Float64Array;
  readonly outerVelocity: Float64Array;
  readonly inner: Float64Array;
  readonly innerVelocity: Float64Array;
}

/** Buffers of one level of the tree: what its two halves leave for the checks at their joint. */
export interface Level {
  readonly firstRho: Float64Array;
  readonly firstEnd: Float64Array;
  readonly firstEndVelocity: Float64Array;
  readonly secondRho: Float64Array;
  readonly secondBegin: Float64Array;
  readonly secondBeginVelocity: Float64Array;
  readonly proposal: Point;
}

export function trajectoryPart(dimension: number): TrajectoryPart {
  return {
    end: new PhasePoint(dimension),
    rho: new Float64Array(dimension),
    outer: new Float64Array(dimension),
    outerVelocity: new Float64Array(dimension),
    inner: new Float64Array(dimension),
    innerVelocity: new Float64Array(dimension),
  };
}

export function newLevel(dimension: number): Level {
  return {
    firstRho: new Float64Array(dimension),
    firstEnd: new Float64Array(dimension),
    firstEndVelocity: new Float64Array(dimension),
    secondRho: new Float64Array(dimension),
    secondBegin: new Float64Array(dimension),
    secondBeginVelocity: new Float64Array(dimension),
    proposal: new Point(dimension),
  };
}

/** Makes a part of the single point at which a trajectory starts. */
export function startPart(part: TrajectoryPart, start: PhasePoint, velocity: Float64Array): void {
  part.end.copyPhase(start);
  part.outer.set(start.momentum);
  part.outerVelocity.set(velocity);
}
