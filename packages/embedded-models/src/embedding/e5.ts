import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StellwerkError } from '@stellwerk/contracts';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { errors } from '../errors.js';
import { digestOf, type ModelsFolder, revisionOf } from '../models-folder.js';
import { sessionOptions } from '../session-options.js';
import { readTokenizerTables } from '../tokenizer/tokenizer-file.js';
import { UnigramTokenizer } from '../tokenizer/unigram.js';

export type InputType = 'query' | 'passage';

export const E5 = { id: 'multilingual-e5-small', dimensions: 384, maxTokens: 512 } as const;

/** What E5 was trained to find in front of each kind of text (Wang et al. 2024). */
const PREFIXES: Readonly<Record<InputType, string>> = { query: 'query: ', passage: 'passage: ' };

const FILES = { model: 'e5/model.onnx', tokenizer: 'e5/tokenizer.bin' } as const;

/** A text as the encoder takes it. */
export interface TokenizedText {
  /** Marks of begin and end included; at most `E5.maxTokens`. */
  readonly ids: readonly number[];
  /** Whether the end of the text is missing. */
  readonly truncated: boolean;
}

/** What the model reads of a text, and under which revision. */
export type TextTokenizer = Pick<E5Model, 'revision' | 'tokenize'>;

/** Turns the token ids of a text into its vector; calls do not overlap. */
export interface Encoder {
  encode(ids: readonly number[]): Promise<Float32Array>;
}

/** multilingual-e5-small in 8 bits. */
export class E5Model implements Encoder {
  private constructor(
    readonly revision: string,
    private readonly tokenizer: UnigramTokenizer,
    private readonly session: InferenceSession,
  ) {}

  /** @throws EMB_MODEL_MISSING, EMB_MODEL_DAMAGED. */
  static async load(folder: ModelsFolder, threads: number): Promise<E5Model> {
    digestOf(folder, FILES.model);
    const tables = readTokenizerTables(await readFile(join(folder.path, FILES.tokenizer)));
    const session = await InferenceSession.create(join(folder.path, FILES.model), sessionOptions(threads));
    return new E5Model(revisionOf(folder, Object.values(FILES)), new UnigramTokenizer(tables), session);
  }

  tokenize(text: string, inputType: InputType): TokenizedText {
    const { begin, end } = this.tokenizer.tables;
    const { ids, truncated } = this.tokenizer.encode(PREFIXES[inputType] + text, E5.maxTokens - 2);
    return { ids: [begin, ...ids, end], truncated };
  }

  /** Unit vector of `E5.dimensions`. @throws EMB_INFERENCE_FAILED */
  async encode(ids: readonly number[]): Promise<Float32Array> {
    const shape = [1, ids.length];
    const mask = new BigInt64Array(ids.length).fill(1n);
    try {
      const { sentence_embedding: output } = await this.session.run({
        input_ids: new Tensor('int64', BigInt64Array.from(ids, BigInt), shape),
        attention_mask: new Tensor('int64', mask, shape),
      });
      if (output?.data instanceof Float32Array) return output.data;
      throw new Error('it gave no vector');
    } catch (error) {
      throw new StellwerkError(errors.INFERENCE_FAILED, { reason: (error as Error).message }, { cause: error });
    }
  }

  release(): Promise<void> {
    return this.session.release();
  }
}
