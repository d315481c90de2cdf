import { lastDayOf } from '../domain/last-day.js';
import type { Interval, RunSummary } from '../domain/run-summary.js';
import type { FitRecord } from './fit-record.js';

/** A fit on one page of Markdown: what it is for, what went in, what came out, what was checked, and what it cannot say. */
export function modelCard(record: FitRecord, summary: RunSummary): string {
  const { data, versions, diagnostics } = summary;
  const { outcome, currency } = data;
  const money = currency === null ? '' : ` ${currency}`;
  const lines = [
    `# Model card: ${record.model} of ${record.tenant}`,
    '',
    standingOf(record),
    '',
    '## What it is',
    '',
    'A Bayesian media mix model: what each channel added to the outcome, estimated from how outcome and media moved together over',
    'time and between geos, with the assumptions of its specification. Experiments that it was calibrated by are listed below.',
    '',
    ...table(
      ['', ''],
      [
        ['run', record.runId],
        ['asked for by', `${record.requestedBy}, ${record.requestedAt}`],
        [
          'data',
          `${data.periods} ${data.grain}s × ${data.geos} geos, ${data.from} to ${lastDayOf(data)}, hash ${summary.dataHash}`,
        ],
        ['outcome', `${outcome.name} (${outcome.unit}), ${number(outcome.total)} in all`],
        [
          'sampler',
          `${diagnostics.chains} chains × (${diagnostics.warmup} + ${diagnostics.draws}), seed ${summary.seed}`,
        ],
        ['versions', `Stellwerk ${versions.stellwerk}, model ${versions.model}, Node ${versions.node}`],
      ],
    ),
    '',
    '## What it found',
    '',
    'Posterior means with 90 % intervals.',
    '',
    ...table(
      ['channel', `spend${money}`, 'return per unit of money', 'of the next unit', 'share of the outcome'],
      summary.channels.map(({ channel, spend, roi, mroi, share }) => [
        channel,
        number(spend),
        interval(roi),
        interval(mroi),
        interval(share, 100, ' %'),
      ]),
    ),
    '',
    '## How well it predicts',
    '',
    ...table(
      ['periods', 'level', 'R²', 'MAPE', 'coverage of 90 % intervals'],
      [
        ...summary.fit.map((one) => ['seen', one] as const),
        ...(summary.holdout ?? []).map((one) => ['held out', one] as const),
      ].map(([sample, { level, r2, mape, coverage90 }]) => [
        sample,
        level,
        number(r2),
        `${number(100 * mape)} %`,
        `${number(100 * coverage90)} %`,
      ]),
    ),
    ...(summary.holdout === null ? ['', 'No periods were held out.'] : []),
    '',
    '## What was checked',
    '',
    ...table(
      ['check', 'about', 'result', 'value', 'threshold'],
      summary.review.map(({ check, subject, status, value, threshold }) => [
        check,
        subject ?? '',
        status,
        number(value),
        number(threshold),
      ]),
    ),
    '',
    '## Calibrated by',
    '',
    ...(summary.calibration.length === 0
      ? ['No experiments: the figures rest on observation and assumptions alone.']
      : table(
          ['experiment', 'channel', 'measured', 'by the model', 'weight'],
          summary.calibration.map(({ experiment, channel, lift, standardError, modelled, weight }) => [
            experiment,
            channel,
            `${number(lift)} ± ${number(standardError)}`,
            interval(modelled),
            `${number(100 * weight)} %`,
          ]),
        )),
    '',
    '## Limits',
    '',
    '- It says nothing about channels that are not in it, and little about spend outside what it has seen.',
    '- What moves with a channel and is not in the model is credited to the channel.',
    ...summary.warnings.map(({ text }) => `- ${text}`),
    '',
    '## The same again',
    '',
    '```sh',
    summary.command,
    '```',
    '',
  ];
  return lines.join('\n');
}

function standingOf({ state, failedChecks, error }: FitRecord): string {
  if (state === 'published' || state === 'fitted') return 'All checks passed. It may become the champion of its model.';
  if (failedChecks.length === 0) return `**Not for use**: ${error?.detail ?? 'it did not end'}.`;
  const names = failedChecks.map(({ check, subject }) => (subject === undefined ? check : `${check} (${subject})`));
  return `**Not for use**: these checks failed: ${names.join(', ')}. The figures below are for finding the cause.`;
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string[] => [
  `| ${head.join(' | ')} |`,
  `|${head.map(() => ' --- |').join('')}`,
  ...rows.map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`),
];

const number = (value: number): string =>
  !Number.isFinite(value)
    ? '–'
    : Math.abs(value) >= 1_000
      ? Math.round(value).toLocaleString('en')
      : String(Number(value.toPrecision(3)));

const interval = (given: Interval | null, factor = 1, unit = ''): string =>
  given === null
    ? '–'
    : `${number(factor * given.mean)}${unit} [${number(factor * given.low)}, ${number(factor * given.high)}]`;
