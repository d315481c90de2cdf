import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEnvironment } from './config.js';
import { createProgram } from './program.js';

describe('the command line', () => {
  let folder: string;
  let file: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'cli-'));
    file = join(folder, 'paths.csv');
    writeFileSync(file, 'path,total_conversions,total_conversion_value,total_null\na > b,2,3,1\nb,1,1,4\n');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Runs a command; lines of stdout, or the error. */
  async function run(...args: string[]): Promise<string[]> {
    const lines: string[] = [];
    const context = {
      environment: { ...readEnvironment({}), stateDir: join(folder, 'no-state') },
      write: (line: string) => void lines.push(line),
      report: () => {},
      now: () => new Date('2026-11-24T10:00:00.000Z'),
      signal: new AbortController().signal,
    };
    const program = createProgram(context, 'stellwerk');
    const quiet = { writeErr: () => {}, writeOut: () => {} };
    program.configureOutput(quiet);
    for (const command of program.commands) {
      command.configureOutput(quiet);
      for (const child of command.commands) child.configureOutput(quiet);
    }
    await program.parseAsync(args, { from: 'user' });
    return lines;
  }

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
    [['attribution', '--order', '5'], 'commander.invalidArgument'],
    [['books', '--tenant', 'demo'], 'CLI_PLATFORM_NOT_FOUND'],
    [['books', '--tenant', 'Demo!'], 'commander.invalidArgument'],
    [['apply', '--file', 'missing'], 'CLI_FILE_UNREADABLE'],
    [['up', '--only', 'kafak'], 'LOC_UNKNOWN_PART'],
    [['logs', 'kafak'], 'LOC_UNKNOWN_PART'],
    [['replay', 'f.csv', '--tenant', 'demo'], 'commander.missingMandatoryOptionValue'],
    [['unknown'], 'commander.unknownCommand'],
  ])('refuses %j with %s', async (args, code) => {
    await expect(run(...args)).rejects.toMatchObject({ code });
  });
});
