/** A run of text on a page. Points from the lower left corner; `y` is the baseline. */
export interface PdfRun {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
}

export interface PdfPage {
  /** From 1. */
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly runs: readonly PdfRun[];
  /** Runs left out because a reader cannot see them. */
  readonly hiddenRuns: number;
}

/** Runs on one baseline, without a gap that parts columns. */
export interface PdfLine extends PdfRun {
  readonly page: number;
}
