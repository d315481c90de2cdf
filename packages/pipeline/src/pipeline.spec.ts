import { dead, drop, ok, type Result, start } from './index.js';

interface Raw {
  readonly text: string;
}

const createParseStep = () =>
  function parseStep(input: Raw): Result<Raw & { count: number }> {
    const count = Number(input.text);
    return Number.isNaN(count) ? dead('NOT_A_NUMBER', { length: input.text.length }) : ok({ ...input, count });
  };

const createPositiveStep = () =>
  async function positiveStep<T extends { count: number }>(input: T): Promise<Result<T & { sign: '+' }>> {
    return input.count > 0 ? ok({ ...input, sign: '+' as const }) : drop('NOT_POSITIVE');
  };

const pipeline = start<Raw>().pipe(createParseStep()).pipe(createPositiveStep()).build();

describe('pipeline', () => {
  it.each([
    [
      'goes through every step and gathers what they add',
      '7',
      { kind: 'ok', value: { text: '7', count: 7, sign: '+' } },
    ],
    [
      'stops at a drop and names the step',
      '-1',
      { kind: 'drop', step: 'positiveStep', code: 'NOT_POSITIVE', details: {} },
    ],
    ['stops at a dead input', 'x', { kind: 'dead', step: 'parseStep', code: 'NOT_A_NUMBER', details: { length: 1 } }],
  ])('%s', async (_title, text, expected) => {
    expect(await pipeline.run({ text })).toEqual(expected);
  });

  it('lists its steps', () => {
    expect(pipeline.steps).toEqual(['parseStep', 'positiveStep']);
  });

  it('lets exceptions through, for they are defects', async () => {
    const failing = start<Raw>()
      .pipe(function explode(): Result<Raw> {
        throw new Error('disk full');
      })
      .build();
    await expect(failing.run({ text: '' })).rejects.toThrow('disk full');
  });

  it('refuses anonymous steps and repeated names', () => {
    const twice = start<Raw>().pipe(createParseStep()).pipe(createParseStep());
    expect(() => twice.build()).toThrow('parseStep');
    expect(() =>
      start<Raw>()
        .pipe(
          (
            () => (input: Raw) =>
              ok(input)
          )(),
        )
        .build(),
    ).toThrow('name');
  });
});
