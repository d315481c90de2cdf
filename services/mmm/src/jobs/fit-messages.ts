import { type OutgoingMessage, toMessage } from '@stellwerk/bus';
import { deterministicId, mmmDecomposed, mmmFitted, type PayloadOf } from '@stellwerk/contracts';
import type { FitQuality, IntervalSeries, RunSummary } from '../domain/run-summary.js';

type Fitted = PayloadOf<typeof mmmFitted>;
type Decomposed = PayloadOf<typeof mmmDecomposed>;

const MAX_TEXT = 1_024;

/**
 * The events of a fit that passed. Their ids follow from the run, so publishing them again after a crash changes nothing.
 * @throws StellwerkError BUS_CONTRACT_VIOLATED where the summary does not fit the contract
 */
export function fitMessages(tenant: string, model: string, summary: RunSummary): OutgoingMessage[] {
  const { runId, at } = summary;
  const envelope = (...parts: string[]) => ({
    id: deterministicId('mmm', runId, ...parts),
    time: at,
    source: 'mmm',
    tenant,
  });
  const parts = decompositionOf(summary).map((part): Decomposed => ({ runId, tenant, model, at, ...part }));
  return [
    toMessage(mmmFitted, fittedOf(tenant, model, summary), envelope('fitted')),
    ...parts.map((part) => toMessage(mmmDecomposed, part, envelope('decomposed', part.component))),
  ];
}

function fittedOf(tenant: string, model: string, summary: RunSummary): Fitted {
  const { runId, at, spec, dataHash, seed, versions, command, data, diagnostics, fit, holdout, warnings } = summary;
  const { chains, warmup, draws, divergences, maxTreeDepthHits, worstRhat, leastEssBulk, leastEssTail, seconds } =
    diagnostics;
  return {
    runId,
    tenant,
    model,
    at,
    spec: objectOf(spec),
    dataHash,
    seed,
    versions: { ...versions },
    command: command.slice(0, MAX_TEXT),
    data: { ...data, outcome: { ...data.outcome } },
    diagnostics: {
      ...{ chains, warmup, draws, divergences, maxTreeDepthHits, seconds },
      worstRhat: { ...worstRhat },
      leastEssBulk: { ...leastEssBulk },
      leastEssTail: { ...leastEssTail },
    },
    channels: summary.channels.map(
      ({
        channel,
        kind,
        spend,
        roi,
        mroi,
        contribution,
        share,
        costPerOutcome,
        halfLife,
        carriedOver,
        saturation,
      }) => ({
        ...{ channel, kind, spend, roi, mroi, contribution, share, costPerOutcome, halfLife, carriedOver, saturation },
      }),
    ),
    curves: summary.curves.map(({ channel, points }) => ({ channel, points: points.map((point) => ({ ...point })) })),
    quality: [
      ...fit.map((quality) => qualityOf('fit', quality)),
      ...(holdout ?? []).map((quality) => qualityOf('holdout', quality)),
    ],
    review: summary.review.map(({ check, subject, status, value, threshold }) => {
      if (status === 'fail') throw new Error(`a fit whose check "${check}" failed is not published`);
      return { check, ...(subject !== undefined && { subject }), status, value: finiteOrNull(value), threshold };
    }),
    calibration: summary.calibration.map((one) => ({ ...one })),
    warnings: warnings.map(({ code, text }) => ({ code, text: text.slice(0, MAX_TEXT) })),
  };
}

function decompositionOf({ decomposition }: RunSummary): Omit<Decomposed, 'runId' | 'tenant' | 'model' | 'at'>[] {
  const { dates, observed, expected, components } = decomposition;
  const part = (component: string, kind: string, { mean, low, high }: IntervalSeries) => ({
    ...{ component, kind, dates: [...dates], mean: [...mean], low: [...low], high: [...high] },
  });
  return [
    part('(observed)', 'observed', { mean: observed, low: observed, high: observed }),
    part('(expected)', 'expected', expected),
    ...components.map((component) => part(component.name, component.kind, component)),
  ];
}

/** JSON has no word for what is not finite; a summary that was read from a file has null there already. */
const finiteOrNull = (value: number): number | null => (Number.isFinite(value) ? value : null);

const qualityOf = (sample: Fitted['quality'][number]['sample'], quality: FitQuality) => ({
  ...quality,
  sample,
  r2: finiteOrNull(quality.r2),
  mape: finiteOrNull(quality.mape),
});

/** A specification is always an object; the type of a summary does not say so. */
function objectOf(spec: unknown): Record<string, unknown> {
  return typeof spec === 'object' && spec !== null ? { ...spec } : {};
}
