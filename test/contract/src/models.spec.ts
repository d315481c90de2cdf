import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findRepositoryRoot, type Stack, startStack } from '@stellwerk/local';

interface Reference {
  readonly inputType: 'query' | 'passage';
  readonly text: string;
  /** Of the published implementation, with its marks of begin and end. */
  readonly tokens: number;
  /** Base64 of 384 floats. */
  readonly vector: string;
}

interface Embeddings {
  readonly data: readonly { readonly embedding: readonly number[] }[];
  readonly truncated: readonly number[];
  readonly usage: { readonly prompt_tokens: number };
}

interface Names {
  readonly results: readonly {
    readonly entities: readonly { readonly type: string; readonly start: number; readonly end: number }[];
  }[];
}

const file = join(findRepositoryRoot(), 'packages', 'embedded-models', 'examples', 'reference-vectors.json');
const references: Reference[] = JSON.parse(readFileSync(file, 'utf8'));

describe('embedded models', () => {
  let stateDir: string;
  let stack: Stack;
  let key: string;
  beforeAll(async () => {
    stateDir = await mkdtemp(join(tmpdir(), 'stellwerk-models-'));
    stack = await startStack({ stateDir, freePorts: true, only: ['models'] });
    key = readFileSync(join(stack.secretsFolder, 'models-key'), 'utf8').trim();
  }, 300_000);
  afterAll(async () => {
    await stack?.stop();
    await rm(stateDir, { recursive: true, force: true });
  });

  const post = async <Answer>(path: string, body: object): Promise<Answer> => {
    const answer = await fetch(`${stack.url('models')}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(200);
    return (await answer.json()) as Answer;
  };
  const embed = (input: string | readonly string[], inputType: string) =>
    post<Embeddings>('/v1/embeddings', { model: 'multilingual-e5-small', input, input_type: inputType });
  const cosine = (a: readonly number[], b: ArrayLike<number>) =>
    a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);

  it.each(references.map((reference) => [reference.text.slice(0, 40), reference] as const))(
    'reads like the published implementation: %s',
    async (_title, { inputType, text, tokens, vector }) => {
      const { data, usage } = await embed(text, inputType);
      expect(usage.prompt_tokens).toBe(tokens);
      const bytes = Buffer.from(vector, 'base64');
      const expected = Array.from({ length: 384 }, (_, index) => bytes.readFloatLE(4 * index));
      const embedding = data[0]?.embedding ?? [];
      expect(cosine(embedding, expected)).toBeGreaterThan(0.985);
      expect(cosine(embedding, embedding)).toBeCloseTo(1, 5);
    },
  );

  it('refuses a request without the key', async () => {
    const answer = await fetch(`${stack.url('models')}/v1/models`);
    expect([answer.status, await answer.json()]).toMatchObject([401, { error: { code: 'EMB_KEY_INVALID' } }]);
  });

  it('gives a text the same vector alone and among others', async () => {
    const texts = references.map(({ text }) => text);
    const together = await embed(texts, 'passage');
    for (const [index, text] of texts.entries()) {
      const alone = await embed(text, 'passage');
      expect(alone.data[0]?.embedding).toEqual(together.data[index]?.embedding);
    }
  });

  it('names the texts that were cut', async () => {
    const { truncated, usage } = await embed(['kurz', 'lang '.repeat(1_000)], 'passage');
    expect(truncated).toEqual([1]);
    expect(usage.prompt_tokens).toBeLessThan(530);
  });

  it('finds names and addresses at their places, far into a long text too', async () => {
    const filler = 'Die Lieferung kam pünktlich und vollständig an. '.repeat(60);
    const text = `${filler}😀 Ich heiße Katharina Wolters und wohne in der Lindenstraße 8, 04109 Leipzig.`;
    const { results } = await post<Names>('/classify', { task: 'names', texts: [text] });
    const found = results[0]?.entities.map(({ type, start, end }) => [type, text.slice(start, end)]);
    expect(found).toEqual([
      ['given-name', 'Katharina'],
      ['surname', 'Wolters'],
      ['street', 'Lindenstraße'],
      ['house-number', '8'],
      ['postal-code', '04109'],
      ['city', 'Leipzig'],
    ]);
  });

  it('stays within its memory', async () => {
    await embed(
      Array.from({ length: 4 }, (_, index) => `${index} ${'Wort für Wort '.repeat(200)}`),
      'passage',
    );
    const health: unknown = await (await fetch(`${stack.url('models')}/health`)).json();
    expect(health).toMatchObject({ status: 'ready', residentBytes: expect.any(Number) });
    expect((health as { residentBytes: number }).residentBytes).toBeLessThan(800_000_000);
  });
});
