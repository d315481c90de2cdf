import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { readEnvironment } from './config.js';
import { createProgram } from './program.js';
import { documentedCommands } from './reference.js';
import { type CommandFailed, runCommand } from './testing/run-command.js';

describe('the command line', () => {
  let folder: string;
  let file: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'cli-'));
    file = join(folder, 'paths.csv');
    writeFileSync(file, 'path,total_conversions,total_conversion_value,total_null\na > b,2,3,1\nb,1,1,4\n');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const runAll = (...args: string[]) => runCommand(args, { stateDir: join(folder, 'no-state') });
  const run = async (...args: string[]) => (await runAll(...args)).lines;

  it('analyses a file without a platform, as one JSON document', async () => {
    const [line = '', ...others] = await run('attribution', '--paths', file, '--model', 'linear', '--json');
    expect(others).toEqual([]);
    expect(JSON.parse(line)).toMatchObject({
      model: 'linear',
      by: 'channel',
      channels: [
        { channel: 'b', conversions: 2, value: 2.5 },
        { channel: 'a', conversions: 1, value: 1.5 },
      ],
      totals: { journeys: 8, conversions: 3, value: 4, nulls: 5 },
    });
  });

  const share = async (...args: string[]) => {
    const [line = ''] = await run('attribution', '--paths', file, '--json', ...args);
    const { channels } = JSON.parse(line) as { channels: { channel: string; conversions: number }[] };
    return Object.fromEntries(channels.map(({ channel, conversions }) => [channel, conversions]));
  };

  it.each<[args: string[], a: number, b: number]>([
    [['--weight', 'a=3', '--weight', 'b=1'], 1.5, 1.5],
    [['--weight', '1=3', '--weight', '-1=1'], 1.5, 1.5],
    [['--weight', '*=1', '--weight', '1=0'], 0, 3],
    [['--weight', 'a=1', '--weight', '*=0'], 2, 1],
    [['--weight', '1=1', '--weights-by', 'channel'], 1, 2],
  ])('shares by the weights of %j', async (args, a, b) => {
    expect(await share('--model', 'custom', ...args)).toEqual({ a, b });
  });

  it('notes options that the model does not look at', async () => {
    const { reported } = await runAll(
      ...['attribution', '--paths', file, '--model', 'last', '--order', '2', '--decay', '0.5'],
    );
    expect(reported).toEqual([
      'note: --order has no effect on the model last',
      'note: --decay has no effect on the model last',
    ]);
  });

  it('says that attribution is no causal claim', async () => {
    const lines = await run('attribution', '--paths', file);
    expect(lines.join('\n')).toContain('it does not say what caused them');
  });

  it('knows what each channel of the simulated shop causes, without a platform', async () => {
    const [line = ''] = await run('simulate', '--truth', '--people', '50', '--json', '--seed', '3');
    expect(JSON.parse(line)).toMatchObject({ seed: 3, people: 50, channels: expect.any(Array) });
  });

  it.each<[args: string[], code: string]>([
    [['attribution'], 'CLI_OPTION_INVALID'],
    [['attribution', '--paths', 'missing.csv'], 'ATT_FILE_UNREADABLE'],
    [['attribution', '--tenant', 'demo'], 'CLI_PLATFORM_NOT_FOUND'],
    [['attribution', '--model', 'best'], 'commander.invalidArgument'],
    [['attribution', '--order', '9'], 'commander.invalidArgument'],
    [['attribution', '--paths', 'unread.csv', '--by', 'source'], 'CLI_OPTION_INVALID'],
    [['attribution', '--paths', 'unread.csv', '--purpose', 'ad_profile'], 'CLI_OPTION_INVALID'],
    [['attribution', '--tenant', 'demo', '--purpose', 'curiosity'], 'commander.invalidArgument'],
    [
      ['attribution', '--paths', 'unread.csv', '--model', 'custom', '--weight', '1=1', '--weight', 'a=1'],
      'CLI_OPTION_INVALID',
    ],
    [['attribution', '--paths', 'unread.csv', '--model', 'custom'], 'ATT_SPEC_INVALID'],
    [['attribution', '--tenant', 'demo', '--from', '24.11.2026'], 'CLI_OPTION_INVALID'],
    [['help', 'atribution'], 'commander.unknownCommand'],
    [['books', '--tenant', 'demo'], 'CLI_PLATFORM_NOT_FOUND'],
    [['books', '--tenant', 'Demo!'], 'commander.invalidArgument'],
    [['token', 'create', '--name', 'a', '--role', 'viewer', '--tenant', 'Demo!'], 'commander.invalidArgument'],
    [['tenant', 'create', 'a', '--currency', 'Franken'], 'commander.invalidArgument'],
    [['rejected', 'show', '7', '--tenant', 'demo'], 'commander.invalidArgument'],
    [['apply', '--file', 'missing'], 'CLI_FILE_UNREADABLE'],
    [['up', '--only', 'kafak'], 'LOC_UNKNOWN_PART'],
    [['logs', 'kafak'], 'LOC_UNKNOWN_PART'],
    [['replay', 'f.csv', '--tenant', 'demo'], 'commander.missingMandatoryOptionValue'],
    [['unknown'], 'commander.unknownCommand'],
  ])('refuses %j with %s', async (args, code) => {
    await expect(run(...args)).rejects.toMatchObject({ code });
  });

  it.each<[args: string[], said: string[]]>([
    [
      ['attribution', '--order', '9'],
      ["CLI_USAGE: option '--order <number>' argument '9' is invalid. give a whole number from 1 to 4", 'attribution'],
    ],
    [
      ['dead', 'list', '--limit', '0'],
      ["CLI_USAGE: option '--limit <number>' argument '0' is invalid.", 'dead list'],
    ],
    [
      ['attribution', '--pahts', 'x'],
      ["CLI_USAGE: unknown option '--pahts'", 'Did you mean --paths?', 'attribution'],
    ],
  ])('says of %j what is wrong and where to read on', async (args, said) => {
    const { printed } = (await runAll(...args).catch((error) => error)) as CommandFailed;
    const [help = ''] = said.splice(-1);
    for (const text of said) expect(printed.reported.join('\n')).toContain(text);
    expect(printed.reported.at(-1)).toBe(`  see "stellwerk help ${help}"`);
  });

  it.each([
    [['help'], 'Operate Stellwerk'],
    [['help', 'attribution'], '--weight <name=weight>'],
    [['help', 'dead', 'list'], 'stellwerk dead list --service warehouse'],
  ])('helps: %j', async (args, text) => {
    expect((await run(...args)).join('\n')).toContain(text);
  });

  it.each(documentedCommands().flatMap(({ examples }) => examples))(
    'has an example that can be read: %s',
    (example) => {
      const [, ...args] = [...example.replace(/ < .*/, '').matchAll(/"([^"]*)"|(\S+)/g)].map(
        ([, quoted, plain]) => quoted ?? plain ?? '',
      );
      const program = createProgram(silent, 'stellwerk');
      for (const { command } of documentedCommands(program)) command.action(() => {});
      expect(() => program.parse(args, { from: 'user' })).not.toThrow();
    },
  );
});

const silent = {
  environment: readEnvironment({}),
  input: Readable.from([]),
  write: () => {},
  writeBytes: async () => {},
  report: () => {},
  now: () => new Date(0),
  signal: new AbortController().signal,
};
