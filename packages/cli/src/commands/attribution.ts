import { type Attribution, analyse, models, parseSpec, readPathsCsv, transformNames } from '@stellwerk/attribution';
import { type Purpose, purposes, StellwerkError } from '@stellwerk/contracts';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { CliContext } from '../context.js';
import { errors } from '../errors.js';
import { ask } from '../platform/ask.js';
import { findEndpoints } from '../platform/endpoints.js';
import { formatNumber } from '../render/number.js';
import { renderTable } from '../render/table.js';
import { type AttributionOptions, ineffectiveOptions, specOf, tenantOptions } from './attribution-options.js';
import { withExamples } from './example.js';
import { numberWithin, parseDays, parseFactor, parseHours, parseInstant, parseName, wholeNumber } from './options.js';

/** What the attribution service answers. */
export type AttributionAnswer = Attribution & { readonly runId?: string; readonly purpose?: Purpose };

interface AttributionCommand extends AttributionOptions {
  readonly paths?: string;
  readonly tenant?: string;
  readonly from?: string;
  readonly to?: string;
  readonly lookBack: number;
  readonly purpose: Purpose;
  readonly json?: boolean;
}

const MAX_SHARE = 1_000_000;
const PATHS = 'services/attribution/examples/paths.csv';

/** `attribution`: credit per channel, from a file or from a tenant's data. */
export function addAttributionCommand(program: Command, context: CliContext): void {
  const share = numberWithin(0, MAX_SHARE);
  const weight = (text: string, before: Readonly<Record<string, number>> = {}) => {
    const at = text.lastIndexOf('=');
    if (at < 1) throw new InvalidArgumentError('give name=weight, such as Email=2 or 1=0.4');
    return { ...before, [text.slice(0, at)]: share(text.slice(at + 1)) };
  };
  withExamples(
    program
      .command('attribution')
      .description('share out conversions and value among channels; describes, and does not say what caused them')
      .option('--paths <file>', 'CSV with path, total_conversions, total_conversion_value, total_null; needs no stack')
      .option('--tenant <tenant>', "a tenant's data instead", parseName)
      .option('--from <day>', 'conversions from this day or instant on, UTC (tenant only; default: all)')
      .option('--to <day>', 'conversions before this day or instant, UTC (tenant only; default: now)')
      .addOption(
        new Option('--look-back <span>', 'how long before a conversion touches count (tenant only)')
          .argParser(parseDays)
          .default(30, '30d'),
      )
      .addOption(
        new Option(
          '--purpose <purpose>',
          'what the journeys are used for: events of persons who do not allow it, or refused it since, are left out (tenant only)',
        )
          .choices(purposes)
          .default('ad_measurement'),
      )
      .addOption(new Option('--model <model>', 'model').choices(models).default('markov'))
      .option('--order <number>', 'touches that make up a state (markov)', wholeNumber(1, 4), 1)
      .option('--no-nulls', 'leave out journeys without conversion (markov)')
      .option(
        '--transform <transform>',
        `change of paths before counting, repeatable: ${transformNames.join(', ')}`,
        (text: string, before: readonly string[]) => (text === 'none' ? before : [...before, text]),
        [] as readonly string[],
      )
      .addOption(
        new Option('--by <name>', 'what a touch is named by (tenant only)')
          .choices(['channel', 'source', 'campaign'])
          .default('channel'),
      )
      .option('--direct <channel>', 'channel that last-non-direct passes over (default: Direct)')
      .option('--position <shares>', 'first, middle, last of position (default: 40,20,40)', (text: string) => {
        const shares = text.split(',').map(share);
        if (shares.length !== 3) throw new InvalidArgumentError('give three shares, such as 40,20,40');
        return shares;
      })
      .option('--half-life <span>', 'half-life of time-decay (default: 7d)', parseDays)
      .option('--decay <factor>', 'factor per period of step-decay (default: 0.5)', parseFactor)
      .option('--period <span>', 'period of step-decay (default: 7d)', parseHours)
      .option(
        '--weight <name=weight>',
        'weight of custom, repeatable: by channel (Email=2), or by position from the first touch (1=0.4) or the last (-1=0.4); *=1 for all others',
        weight,
      )
      .addOption(
        new Option(
          '--weights-by <what>',
          'what weights are by (default: position where all names are whole numbers)',
        ).choices(['channel', 'position']),
      )
      .option('--intervals <number>', 'bootstrap replications for 95 % intervals', wholeNumber(0, 2_000), 0)
      .option('--seed <number>', 'seed of the intervals', wholeNumber(0, 4_294_967_295), 0)
      .option('--json', 'one JSON document')
      .action(async (options: AttributionCommand, command: Command) => {
        const given = command.options
          .filter((option) => command.getOptionValueSource(option.attributeName()) === 'cli')
          .map((option) => option.long ?? option.flags);
        const answer = await attribute(options, given, context);
        if (options.json) context.write(JSON.stringify(answer));
        else for (const line of renderAttribution(answer)) context.write(line);
      }),
    `stellwerk attribution --paths ${PATHS} --model markov --order 2 --intervals 200`,
    `stellwerk attribution --paths ${PATHS} --model custom --weight 1=0.4 --weight -1=0.4 --weight "*=0.1" --json`,
    'stellwerk attribution --tenant demo --model last-non-direct --look-back 30d',
    'stellwerk attribution --tenant demo --model linear --purpose analytics_store',
  );
}

async function attribute(
  options: AttributionCommand,
  given: readonly string[],
  context: CliContext,
): Promise<AttributionAnswer> {
  const { paths, tenant } = options;
  if ((paths === undefined) === (tenant === undefined)) {
    throw new StellwerkError(errors.OPTION_INVALID, {
      option: '--paths, --tenant',
      problem: 'give exactly one of them',
    });
  }
  for (const option of ineffectiveOptions(options.model, given)) {
    context.report(`note: ${option} has no effect on the model ${options.model}`);
  }
  const spec = specOf(options);
  if (paths !== undefined) {
    const [option] = given.filter((name) => tenantOptions.includes(name));
    if (option !== undefined) {
      const problem = 'a file of aggregated paths knows neither times nor campaigns; give --tenant, or leave it out';
      throw new StellwerkError(errors.OPTION_INVALID, { option, problem });
    }
    // First the specification: an error in it is known before the file is read.
    const parsed = parseSpec(spec);
    return analyse(await readPathsCsv(paths), parsed);
  }
  const body = { ...spec, tenant, purpose: options.purpose, lookBackDays: options.lookBack, ...periodOf(options) };
  const endpoints = await findEndpoints(context.environment);
  return ask(endpoints, 'attribution', { method: 'POST', path: '/v1/attribution', body, signal: context.signal });
}

function periodOf({ from, to }: AttributionCommand): { from?: string; to?: string } {
  return {
    ...(from !== undefined && { from: parseInstant('--from', from) }),
    ...(to !== undefined && { to: parseInstant('--to', to) }),
  };
}

/** The answer for people. */
export function renderAttribution(answer: AttributionAnswer): string[] {
  const { channels, totals, warnings, model, order, purpose, dataHash } = answer;
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
    `${model}${order === undefined ? '' : ` of order ${order}`}${purpose === undefined ? '' : ` for ${purpose}`}, data ${dataHash.slice(0, 12)}`,
    ...renderTable(columns, channels),
    `${formatNumber(totals.journeys)} journeys, ${formatNumber(totals.conversions)} conversions, value ${formatNumber(totals.value, 2)}, ` +
      `${formatNumber(totals.nulls)} without conversion, ${formatNumber(totals.censored)} still open`,
    ...warnings.map((warning) => `note: ${warning}`),
    'Attribution describes the journeys there were; it does not say what caused them.',
  ];
}
