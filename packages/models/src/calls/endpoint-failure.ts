/** What went wrong with one attempt, and what follows from it. */
interface Consequence {
  /** Whether the same endpoint may be tried again at once. */
  readonly isRetried: boolean;
  /** Whether it counts towards opening the circuit. */
  readonly blamesEndpoint: boolean;
}

const consequences = {
  /** No connection, or it was lost. */
  unreachable: { isRetried: true, blamesEndpoint: true },
  /** A slow endpoint is slow again: the time is better spent at the next one. */
  slow: { isRetried: false, blamesEndpoint: true },
  /** 429. */
  busy: { isRetried: true, blamesEndpoint: true },
  /** 5xx. */
  failing: { isRetried: true, blamesEndpoint: true },
  /** Answered what does not fit, such as vectors of the wrong length. */
  invalid: { isRetried: false, blamesEndpoint: true },
  /** 401, 403, 404, 405, a redirect: its own set-up is wrong, another endpoint's may not be. */
  misconfigured: { isRetried: false, blamesEndpoint: false },
  /** Any other 4xx: the endpoint is well, the request is not; another endpoint would say the same. */
  refused: { isRetried: false, blamesEndpoint: false },
} as const satisfies Record<string, Consequence>;

export type FailureKind = keyof typeof consequences;

/** One attempt at one endpoint that did not give an answer. Its texts hold nothing of request or answer. */
export class EndpointFailure extends Error {
  constructor(
    readonly kind: FailureKind,
    /** Ends a sentence about the endpoint: "took longer than 500 ms". */
    readonly problem: string,
    readonly details: { readonly status?: number; readonly retryAfterMs?: number; readonly cause?: unknown } = {},
  ) {
    super(problem, { cause: details.cause });
    this.name = 'EndpointFailure';
  }

  get isRetried(): boolean {
    return consequences[this.kind].isRetried;
  }

  get blamesEndpoint(): boolean {
    return consequences[this.kind].blamesEndpoint;
  }
}

const MISCONFIGURED = new Set([401, 403, 404, 405]);

/** The failure that a status other than 2xx stands for. */
export function failureOfStatus(status: number, retryAfter: string | null): EndpointFailure {
  const problem = `answered with status ${status}`;
  if (status === 429) return new EndpointFailure('busy', problem, { status, ...retryAfterOf(retryAfter) });
  if (status >= 500) return new EndpointFailure('failing', problem, { status, ...retryAfterOf(retryAfter) });
  if (status < 400 || MISCONFIGURED.has(status)) return new EndpointFailure('misconfigured', problem, { status });
  return new EndpointFailure('refused', problem, { status });
}

/** Seconds only: the date form of the header needs clocks that agree. */
function retryAfterOf(value: string | null): { retryAfterMs?: number } {
  return value !== null && /^\d{1,6}$/.test(value) ? { retryAfterMs: Number(value) * 1_000 } : {};
}
