const GAMMA = 0.05;
const KAPPA = 0.75;
const T0 = 10;

/** Step size adaptation by dual averaging towards an acceptance statistic (Hoffman and Gelman 2014, with Stan's constants). */
export class DualAveraging {
  private count = 0;
  private error = 0;
  private logAverage = 0;
  private shrinkTo = 0;

  /** @param target acceptance statistic to reach, delta */
  constructor(private readonly target: number) {}

  /** Starts again from a step size. */
  restart(stepSize: number): void {
    this.shrinkTo = Math.log(10 * stepSize);
    this.count = 0;
    this.error = 0;
    this.logAverage = 0;
  }

  /** The step size to try next, after a transition with this acceptance statistic. */
  learn(acceptance: number): number {
    this.count += 1;
    const weight = 1 / (this.count + T0);
    this.error = (1 - weight) * this.error + weight * (this.target - Math.min(1, acceptance));
    const logStep = this.shrinkTo - (this.error * Math.sqrt(this.count)) / GAMMA;
    const share = this.count ** -KAPPA;
    this.logAverage = (1 - share) * this.logAverage + share * logStep;
    return Math.exp(logStep);
  }

  /** The averaged step size, for use after the adaptation. */
  average(): number {
    return Math.exp(this.logAverage);
  }

  state(): readonly number[] {
    return [this.count, this.error, this.logAverage, this.shrinkTo];
  }

  restore([count, error, logAverage, shrinkTo]: readonly number[]): void {
    this.count = count!;
    this.error = error!;
    this.logAverage = logAverage!;
    this.shrinkTo = shrinkTo!;
  }
}
