import { resolve } from 'node:path';
import { createControlTable, createKafkaBus } from '@stellwerk/bus';
import {
  down,
  logs,
  type PartName,
  parsePartName,
  type StackEndpoints,
  standardStores,
  status,
  up,
  upDetached,
} from '@stellwerk/local';
import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { prepareDemo } from '../demo/prepare.js';
import { ensureAdminToken } from '../platform/admin-token.js';
import { controlWarnings } from '../platform/control-warnings.js';
import { localEndpoints } from '../platform/endpoints.js';
import { withExamples } from './example.js';
import { wholeNumber } from './options.js';

interface UpCommand {
  readonly detach?: boolean;
  readonly only?: readonly PartName[];
  readonly empty?: boolean;
  readonly portBase: number;
}

const parseParts = (text: string): PartName[] => text.split(',').map((part) => parsePartName(part.trim()));

/** `up`, `down`, `status`, `logs`: the embedded stack. */
export function addStackCommands(program: Command, context: CliContext, entry: string): void {
  const { environment, write } = context;
  const stateDir = () => resolve(program.opts<{ state: string }>().state);

  const upCommand = program
    .command('up')
    .description('start the embedded stack; the first start also loads the demo shop')
    .option('--detach', 'return once everything is ready')
    .option('--only <parts>', 'start some parts only, comma-separated', parseParts)
    .option('--empty', 'do not load the demo; what is there stays')
    .option('--port-base <number>', 'first of the range of ports', wholeNumber(1_024, 65_000), environment.portBase)
    .action(async (options: UpCommand) => {
      if (options.detach) {
        const command: [string, ...string[]] = [
          process.execPath,
          entry,
          'up',
          '--state',
          stateDir(),
          ...upArguments(options),
        ];
        await upDetached({ stateDir: stateDir(), command, write });
        return;
      }
      await up({
        stateDir: stateDir(),
        portBase: options.portBase,
        ...(options.only && { only: options.only }),
        ...(await standardStores()),
        applyControl: (endpoints) => writeAdminToken(stateDir(), endpoints, context),
        onReady: async () => {
          const hasEverything = options.only === undefined;
          if (!options.empty && hasEverything)
            await prepareDemo(stateDir(), options.portBase, { ...context, report: write });
          else write('ready');
        },
        write,
      });
    });
  withExamples(upCommand, 'stellwerk up --detach', 'stellwerk up --only kafka,clickhouse --port-base 14600');

  withExamples(
    program
      .command('down')
      .description('stop the embedded stack; its data stays')
      .action(() => down({ stateDir: stateDir(), write })),
    'stellwerk down',
  );

  withExamples(
    program
      .command('status')
      .description(
        'show what runs, how much memory it takes, why something does not run, and control documents that do not fit their kind',
      )
      .option('--json', 'one JSON document')
      .action(async ({ json = false }: { json?: boolean }) => {
        await status({
          stateDir: stateDir(),
          json,
          write,
          now: context.now,
          // A stack of some parts only may have no secrets yet.
          warnings: ({ portBase }) => localEndpoints(stateDir(), portBase).then(controlWarnings, () => []),
        });
      }),
    'stellwerk status',
  );

  withExamples(
    program
      .command('logs')
      .description('print the log of a part, or of the supervisor')
      .argument('<part>', 'kafka, clickhouse, a service, or supervisor')
      .option('--follow', 'keep printing')
      .option('--lines <number>', 'lines of the past', wholeNumber(1, 100_000), 200)
      .action((part: string, { follow = false, lines }: { follow?: boolean; lines: number }) => {
        return logs({ stateDir: stateDir(), part, follow, lines, signal: context.signal, write });
      }),
    'stellwerk logs tracking --lines 50',
  );
}

function upArguments({ only, empty, portBase }: UpCommand): string[] {
  return ['--port-base', String(portBase), ...(only ? ['--only', only.join(',')] : []), ...(empty ? ['--empty'] : [])];
}

async function writeAdminToken(stateDir: string, { kafkaBrokers }: StackEndpoints, { now }: CliContext): Promise<void> {
  const bus = createKafkaBus({
    brokers: kafkaBrokers,
    clientId: 'stellwerk-up',
    onFatal: (error) => {
      throw error;
    },
  });
  const control = await createControlTable(bus);
  await control.ready;
  await ensureAdminToken(stateDir, control, bus, now());
  await control.stop();
  await bus.close();
}
