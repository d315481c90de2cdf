import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';
import { StellwerkError } from '@stellwerk/contracts';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { z } from 'zod';
import { errors } from '../errors.js';
import { digestOf, type ModelsFolder, revisionOf } from '../models-folder.js';
import { sessionOptions } from '../session-options.js';
import { joinWords, labelOf, type NamedEntity, type WordLabel } from './decode.js';
import { planWindows, type Window } from './windows.js';
import { wordsOf } from './words.js';

export const RAMPART = { id: 'rampart' } as const;

const FILES = {
  model: 'names/model.onnx',
  tokenizer: 'names/tokenizer.json',
  tokenizerConfig: 'names/tokenizer_config.json',
  config: 'names/config.json',
} as const;

/** The model finds most in windows of about 480 characters; 510 tokens are what it can take at all. */
const LIMITS = { maxTokens: 160, contextTokens: 24 };
const MAX_WORD_TOKENS = LIMITS.maxTokens;
const THRESHOLD = 0.5;

const configSchema = z.object({ id2label: z.record(z.string(), z.string()) });

interface TokenizedWords {
  readonly ids: readonly (readonly number[])[];
  readonly begin: number;
  readonly end: number;
}

/** Finds names and addresses in German and English texts (Rampart, National Design Studio, CC BY 4.0). */
export class NameTagger {
  private constructor(
    readonly revision: string,
    private readonly tokenizer: Tokenizer,
    private readonly labels: readonly string[],
    private readonly session: InferenceSession,
  ) {}

  /** @throws EMB_MODEL_MISSING, EMB_MODEL_DAMAGED. */
  static async load(folder: ModelsFolder, threads: number): Promise<NameTagger> {
    const json = async (file: string): Promise<object> => {
      digestOf(folder, file);
      return JSON.parse(await readFile(join(folder.path, file), 'utf8'));
    };
    const { id2label } = configSchema.parse(await json(FILES.config));
    const labels = Object.entries(id2label).sort(([a], [b]) => Number(a) - Number(b));
    const tokenizer = new Tokenizer(await json(FILES.tokenizer), await json(FILES.tokenizerConfig));
    const session = await InferenceSession.create(join(folder.path, FILES.model), sessionOptions(threads));
    const names = labels.map(([, name]) => name);
    return new NameTagger(revisionOf(folder, Object.values(FILES)), tokenizer, names, session);
  }

  /** Names and addresses of a text of any length, read window by window. */
  async find(text: string, signal?: AbortSignal): Promise<{ entities: NamedEntity[]; tokens: number }> {
    const words = wordsOf(text);
    const tokenized = this.#tokenize(words.map(({ start, end }) => text.slice(start, end)));
    const counts = tokenized.ids.map((ids) => ids.length);
    const labels: (WordLabel | undefined)[] = [];
    for (const window of planWindows(counts, LIMITS)) {
      if (signal?.aborted) throw new StellwerkError(errors.ABORTED);
      labels.push(...(await this.#label(tokenized, window)));
    }
    return { entities: joinWords(words, labels), tokens: counts.reduce((sum, count) => sum + count, 0) };
  }

  release(): Promise<void> {
    return this.session.release();
  }

  #tokenize(words: readonly string[]): TokenizedWords {
    const ids = words.map((word) =>
      this.tokenizer.encode(word, { add_special_tokens: false }).ids.slice(0, MAX_WORD_TOKENS),
    );
    return { ids, begin: this.#id('[CLS]'), end: this.#id('[SEP]') };
  }

  #id(token: string): number {
    const id = this.tokenizer.token_to_id(token);
    if (id !== undefined) return id;
    throw new StellwerkError(errors.MODEL_DAMAGED, { file: FILES.tokenizer, problem: `it has no ${token}` });
  }

  /** Labels of the words that the window keeps. */
  async #label({ ids, begin, end }: TokenizedWords, { from, to, keepFrom, keepTo }: Window) {
    const row = [begin, ...ids.slice(from, to).flat(), end];
    const logits = await this.#run(row);
    const width = this.labels.length;
    const labels: (WordLabel | undefined)[] = [];
    let token = 1;
    for (let word = from; word < keepTo; word++) {
      const count = ids[word]?.length ?? 0;
      const rows = Array.from({ length: count }, (_, k) =>
        logits.subarray((token + k) * width, (token + k + 1) * width),
      );
      if (word >= keepFrom) labels.push(labelOf(rows, this.labels, THRESHOLD));
      token += count;
    }
    return labels;
  }

  async #run(row: readonly number[]): Promise<Float32Array> {
    const shape = [1, row.length];
    const tensor = (values: readonly number[]) => new Tensor('int64', BigInt64Array.from(values, BigInt), shape);
    const feeds = {
      input_ids: tensor(row),
      attention_mask: tensor(row.map(() => 1)),
      token_type_ids: tensor(row.map(() => 0)),
    };
    const wanted = Object.entries(feeds).filter(([name]) => this.session.inputNames.includes(name));
    try {
      const [output] = Object.values(await this.session.run(Object.fromEntries(wanted)));
      if (output?.data instanceof Float32Array) return output.data;
      throw new Error('it gave no labels');
    } catch (error) {
      throw new StellwerkError(errors.INFERENCE_FAILED, { reason: (error as Error).message }, { cause: error });
    }
  }
}
