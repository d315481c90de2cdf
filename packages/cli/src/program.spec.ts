import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { cliPage, documentedCommands, programForReference } from './reference.js';
import { type CommandFailed, runCommand } from './testing/run-command.js';
import { argumentsOf } from './testing/shell-lines.js';

const root = join(import.meta.dirname, '../../..');
const SHOP_SPECIFICATION = 'services/mmm/examples/shop.yaml';

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

  it('writes the simulated weeks as a table that a media mix model can be fitted on', async () => {
    const table = join(folder, 'shop.csv');
    const [line = ''] = await run('simulate', '--table', table, '--people', '300', '--json');
    expect(JSON.parse(line)).toMatchObject({ file: table, seed: 2026, people: 300, weeks: 156 });
    const [checked = ''] = await run('mmm', 'check', table, '--spec', join(root, SHOP_SPECIFICATION), '--json');
    expect(JSON.parse(checked)).toMatchObject({ grain: 'week', geos: 1, periods: 156, currency: 'EUR' });
  });

  it('has the same specification for that table as for the demo tenant', () => {
    const ofFile = parse(readFileSync(join(root, SHOP_SPECIFICATION), 'utf8'));
    const document = parse(readFileSync(join(root, 'config/demo/mmm-spec.default.yaml'), 'utf8'));
    expect(ofFile).toEqual(document.spec.specification);
  });

  it('prints defaults and choices in the reference as people write them', () => {
    const page = cliPage();
    expect(page).not.toContain('[object');
    expect(page).toContain('what it may do: viewer, analyst, marketer, approver, privacy-officer, admin');
  });

  it.each<[args: string[], code: string]>([
    [['simulate', '--table', 'no-folder/shop.csv', '--people', '5'], 'CLI_FILE_UNREADABLE'],
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
      ['rag', 'documents', 'list', '--limit', '0'],
      ["CLI_USAGE: option '--limit <number>' argument '0' is invalid.", 'rag documents list'],
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

  it('prints in help only defaults that say something', async () => {
    const pages = await Promise.all(documentedCommands().map(({ name }) => run('help', ...name.split(' '))));
    const odd = pages.flat().filter((line) => /default: (?:\[|\{|"?\[object)/.test(line));
    expect(odd).toEqual([]);
  });

  it.each(documentedCommands().flatMap(({ examples }) => examples))(
    'has an example that can be read: %s',
    (example) => {
      const [, ...args] = argumentsOf(example);
      const program = programForReference();
      for (const { command } of documentedCommands(program)) command.action(() => {});
      expect(() => program.parse(args, { from: 'user' })).not.toThrow();
    },
  );
});

it.each(
  documentedCommands()
    .flatMap(({ examples }) => examples)
    .flatMap((example) => example.match(/\b(?:packages|services|config)\/\S+/g) ?? []),
)('%s, which an example names, is in the repository', (file) => {
  expect(existsSync(join(root, file))).toBe(true);
});
