import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface LabelledText {
  readonly text: string;
  readonly label: 0 | 1;
}

/** The public sets that shipped weights may learn from (packages/guard/MODEL_CARD.md). */
export interface Corpora {
  readonly deepset: readonly LabelledText[];
  readonly jailbreaks: readonly string[];
  /** Attack strings with their kind. */
  readonly bipia: readonly { readonly kind: string; readonly text: string }[];
  /** Distinct mails without an attack. */
  readonly mails: readonly string[];
  /** German tweets; 1 = offensive. */
  readonly germeval2018: readonly LabelledText[];
}

/** @param folder The data folder (`STELLWERK_DATA_DIR`). @throws when a file is not there. */
export function readCorpora(folder: string): Corpora {
  const read = (file: string) => readFileSync(join(folder, 'guardrails', file), 'utf8');
  const lines = (file: string) => read(file).split(/\r?\n/).filter(Boolean);
  const bipia: Record<string, string[]> = JSON.parse(read('bipia_text_attack_train.json'));
  const jailbreaks: string[] = JSON.parse(read('jailbreak_in_the_wild.json'));
  return {
    deepset: lines('injection_deepset_train.jsonl').map((line): LabelledText => JSON.parse(line)),
    jailbreaks: [...new Set(jailbreaks)],
    bipia: Object.entries(bipia).flatMap(([kind, texts]) => texts.map((text) => ({ kind, text }))),
    mails: [...new Set(lines('bipia_email_train.jsonl').map((line): string => JSON.parse(line).context))],
    germeval2018: lines('germeval2018_training.txt').map((line) => {
      const [text = '', coarse] = line.split('\t');
      return { text: text.replaceAll('|LBR|', '\n'), label: coarse === 'OFFENSE' ? 1 : 0 };
    }),
  };
}
