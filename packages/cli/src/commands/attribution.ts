import { type Attribution, analyse, models, parseSpec, readPathsCsv, transformNames } from '@stellwerk/attribution';
import { StellwerkError } from '@stellwerk/contracts';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { CliContext } from '../context.js';
import { errors } from '../errors.js';
import { ask } from '../platform/ask.js';
import { findEndpoints } from '../platform/endpoints.js';
import { formatNumber } from '../render/number.js';
import { renderTable } from '../render/table.js';
import { withExamples } from './example.js';
import { parseDays, parseInstant, parseName, wholeNumber } from './options.js';

/** What the attribution service answers. */
export type AttributionAnswer = Attribution & { readonly runId?: string };

interface AttributionCommand {
  readonly paths?: string;
  readonly tenant?: string;
  readonly from?: string;
  readonly to?: string;
  readonly lookBack: number;
  readonly model: string;
  readonly order: number;
  readonly nulls: boolean;
  readonly transform: readonly string[];
  readonly by: string;
  readonly direct?: string;
  readonly position?: readonly number[];
  readonly halfLife?: number;
  readonly decay?: number;
  readonly weight?: Readonly<Record<string, number>>;
  readonly intervals: number;
  readonly seed: number;
  readonly json?: boolean;
}

/** `attribution`: credit per channel, from a file or from a tenant's data. */
export function addAttributionCommand(program: Command, context: CliContext): void {
  const number = (text: string) => {
    const value = Number(text);
    if (text === '' || !Number.isFinite(value)) throw new InvalidArgumentError('give a number');
    return value;
  };
  const weight = (text: string, before: Readonly<Record<string, number>> = {}) => {
    const [, channel, value] = /^(.+)=([0-9.]+)$/.exec(text) ?? [];
    if (channel === undefined) throw new InvalidArgumentError('give channel=weight, such as Email=2');
    return { ...before, [channel]: number(value ?? '') };
  };
  withExamples(
    program
      .command('attribution')
      .description('share out conversions and value among channels; describes, and does not say what caused them')
      .option('--paths <file>', 'CSV with path, total_conversions, total_conversion_value, total_null; needs no stack')
      .option('--tenant <tenant>', "a tenant's data instead", parseName)
      .option('--from <day>', 'conversions from here on (tenant only; default all)')
      .option('--to <day>', 'conversions before (tenant only; default now)')
      .option('--look-back <span>', 'how long before a conversion touches count (tenant only)', parseDays, 30)
      .addOption(new Option('--model <model>', 'model').choices(models).default('markov'))
      .option('--order <number>', 'touches that make up a state (Markov)', wholeNumber(1, 4), 1)
      .option('--no-nulls', 'leave out journeys without conversion (Markov)')
      .option(
        '--transform <transform>',
        `change of paths before counting, repeatable: ${transformNames.join(', ')}`,
        (text: string, before: readonly string[]) => (text === 'none' ? before : [...before, text]),
        [] as readonly string[],
      )
      .addOption(
        new Option('--by <name>', 'what a touch is named by')
          .choices(['channel', 'source', 'campaign'])
          .default('channel'),
      )
      .option('--direct <channel>', 'channel that last-non-direct passes over (default: Direct)')
      .option('--position <shares>', 'first, middle, last of position, such as 40,20,40', (text: string) =>
        text.split(',').map(number),
      )
      .option('--half-life <span>', 'half-life of time-decay (default: 7d)', parseDays)
      .option('--decay <factor>', 'factor per week of step-decay (default: 0.5)', number)
      .option('--weight <channel=weight>', 'weight of custom, repeatable', weight)
      .option('--intervals <number>', 'bootstrap replications for 95 % intervals', wholeNumber(0, 2_000), 0)
      .option('--seed <number>', 'seed of the intervals', wholeNumber(0, 4_294_967_295), 0)
      .option('--json', 'one JSON document')
      .action(async (options: AttributionCommand) => {
        const answer = await attribute(options, context);
        if (options.json) context.write(JSON.stringify(answer));
        else for (const line of renderAttribution(answer)) context.write(line);
      }),
    'stellwerk attribution --paths ../shared/data/attribution/path_data.csv --model markov --order 2 --json',
    'stellwerk attribution --tenant demo --model last-non-direct --look-back 30d',
  );
}

async function attribute(options: AttributionCommand, context: CliContext): Promise<AttributionAnswer> {
  const { paths, tenant } = options;
  if ((paths === undefined) === (tenant === undefined)) {
    throw new StellwerkError(errors.OPTION_INVALID, {
      option: '--paths, --tenant',
      problem: 'give exactly one of them',
    });
  }
  const spec = specOf(options);
  if (paths !== undefined) return analyse(await readPathsCsv(paths), parseSpec(spec));
  const body = {
    ...spec,
    tenant,
    lookBackDays: options.lookBack,
    ...(options.from !== undefined && { from: parseInstant('--from', options.from) }),
    ...(options.to !== undefined && { to: parseInstant('--to', options.to) }),
  };
  const endpoints = await findEndpoints(context.environment);
  return ask(endpoints, 'attribution', { method: 'POST', path: '/v1/attribution', body, signal: context.signal });
}

function specOf({ model, order, nulls, transform, by, seed, intervals, ...rest }: AttributionCommand): object {
  return {
    model,
    order,
    nulls,
    transform,
    by,
    seed,
    intervals,
    ...(rest.direct !== undefined && { direct: rest.direct }),
    ...(rest.position !== undefined && { position: rest.position }),
    ...(rest.halfLife !== undefined && { halfLifeDays: rest.halfLife }),
    ...(rest.decay !== undefined && { decay: rest.decay }),
    ...(rest.weight !== undefined && { weights: rest.weight }),
  };
}

/** The answer for people. */
export function renderAttribution({ channels, totals, warnings, model, order, dataHash }: AttributionAnswer): string[] {
  type Channel = (typeof channels)[number];
  const decimals = model === 'shapley-rate' ? 6 : 1;
  const right = { align: 'right' as const };
  const interval = ({ conversionsLow, conversionsHigh }: Channel) =>
    conversionsLow === undefined ? '' : `${formatNumber(conversionsLow, 1)} – ${formatNumber(conversionsHigh ?? 0, 1)}`;
  const columns = [
    { title: 'channel', text: ({ channel }: Channel) => channel },
    { title: 'conversions', ...right, text: ({ conversions }: Channel) => formatNumber(conversions, decimals) },
    ...(channels.some((channel) => channel.conversionsLow !== undefined)
      ? [{ title: '95 % interval', ...right, text: interval }]
      : []),
    { title: 'value', ...right, text: ({ value }: Channel) => formatNumber(value, decimals + 1) },
    ...(model === 'markov'
      ? [{ title: 'removal effect', ...right, text: ({ removalEffect }: Channel) => removalEffect?.toFixed(6) ?? '' }]
      : []),
  ];
  return [
    `${model}${order === undefined ? '' : ` of order ${order}`}, data ${dataHash.slice(0, 12)}`,
    ...renderTable(columns, channels),
    `${formatNumber(totals.journeys)} journeys, ${formatNumber(totals.conversions)} conversions, value ${formatNumber(totals.value, 2)}, ` +
      `${formatNumber(totals.nulls)} without conversion, ${formatNumber(totals.censored)} still open`,
    ...warnings.map((warning) => `note: ${warning}`),
    'Attribution describes the journeys there were; it does not say what caused them.',
  ];
}
