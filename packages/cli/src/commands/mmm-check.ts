import { StellwerkError } from '@stellwerk/contracts';
import { type CheckedData, type DataCheck, DataError, describeData, type MmmSpec, readRunFiles } from '@stellwerk/mmm';
import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { errors } from '../errors.js';
import { readGiven, tellingAll } from '../mmm/fit-inputs.js';
import { mmmService } from '../mmm/service.js';
import { withExamples } from './example.js';
import { EXAMPLE_DATA, EXAMPLE_SPEC } from './mmm-fit.js';
import { parseName } from './options.js';

/** `mmm check`: the data of a fit, on a file or as the platform has them. */
export function addMmmCheckCommand(mmm: Command, context: CliContext): void {
  withExamples(
    mmm
      .command('check')
      .description('say what is wrong with data or specification before anything is fitted')
      .argument('[data]', 'CSV with a row per geo and period; needs no stack')
      .option('--spec <file>', 'specification, YAML (with --tenant: default the mmm-spec document of the model)')
      .option('--experiments <file>', 'measured lifts, YAML')
      .option('--tenant <tenant>', "a tenant's data instead, as the platform has them", parseName)
      .option('--model <model>', 'name of the model (tenant only)', parseName, 'default')
      .option('--json', 'one JSON document')
      .action(async (data: string | undefined, options: CheckCommand) => {
        const { tenant, json } = options;
        if ((data === undefined) === (tenant === undefined))
          throw optionError('[data], --tenant', 'give exactly one of them');
        await tellingAll(context, async () => {
          const found =
            data === undefined ? await checkTenant(options, context) : await checkFile(data, options, context);
          if (json) context.write(JSON.stringify(found));
          else for (const line of renderChecked(found)) context.write(line);
        });
      }),
    `stellwerk mmm check ${EXAMPLE_DATA} --spec ${EXAMPLE_SPEC}`,
    'stellwerk mmm check --tenant demo',
  );
}

interface CheckCommand {
  readonly spec?: string;
  readonly experiments?: string;
  readonly tenant?: string;
  readonly model: string;
  readonly json?: boolean;
}

async function checkFile(
  data: string,
  { spec, experiments }: CheckCommand,
  context: CliContext,
): Promise<CheckedData & { readonly specification: MmmSpec }> {
  if (spec === undefined) throw optionError('--spec', 'a file needs a specification');
  const files = { data, specification: spec, experiments };
  const { panel, specification, warnings } = await readRunFiles(files, context.now().toISOString().slice(0, 10));
  return { ...describeData(panel, warnings), specification };
}

async function checkTenant(
  { tenant, model, spec, experiments }: CheckCommand,
  context: CliContext,
): Promise<CheckedData> {
  const given = await readGiven({ spec, experiments });
  const ask = await mmmService(context);
  const body = { tenant, model, ...given };
  const { data, problems } = await ask<DataCheck>({ method: 'POST', path: '/v1/fits/checks', body });
  if (data !== null) return data;
  const found = problems.map(
    ({ code, detail: text, fix, field }) =>
      new StellwerkError({ code, text, fix, status: 422, retry: 'changed' }, {}, field === undefined ? {} : { field }),
  );
  const [first] = found;
  if (first === undefined) throw new StellwerkError(errors.ANSWER_REFUSED, { service: 'mmm', status: 200 });
  throw new DataError(first, found);
}

const renderChecked = ({ geos, periods, grain, from, dataHash, warnings }: CheckedData): string[] => [
  `${geos} geos × ${periods} ${grain}s from ${from}, data ${dataHash.slice(0, 12)}: can be fitted`,
  ...warnings.map(({ text }) => `note: ${text}`),
];

const optionError = (option: string, problem: string) => new StellwerkError(errors.OPTION_INVALID, { option, problem });
