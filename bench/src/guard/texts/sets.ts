import { readFileSync } from 'node:fs';
import { type Corpora, readCorpora } from '@stellwerk/guard/train';

/** Sets that nothing was trained or tuned on. */
export interface EvaluationSets {
  /** Safe prompts with alarming words (XSTest). */
  readonly alarming: readonly string[];
  readonly instructions: readonly string[];
  /** German comments with their toxicity (GermEval 2021). */
  readonly comments: readonly { readonly text: string; readonly label: 0 | 1 }[];
  readonly paragraphs: readonly string[];
  readonly questions: readonly string[];
  readonly faqAnswers: readonly string[];
}

type DataFile = (file: string) => string;

/** The training sets; asks for each file by name, so that its hash goes into the result. */
export function trainingSets(data: DataFile): Corpora {
  const files = [
    'injection_deepset_train.jsonl',
    'jailbreak_in_the_wild.json',
    'bipia_text_attack_train.json',
    'bipia_email_train.jsonl',
    'germeval2018_training.txt',
  ].map((file) => data(`guardrails/${file}`));
  return readCorpora(folderOf(files[0] ?? ''));
}

/** The data folder of a file in one of its folders. */
const folderOf = (file: string) => file.split('/').slice(0, -2).join('/');

export function evaluationSets(data: DataFile): EvaluationSets {
  const read = (file: string) => readFileSync(data(file), 'utf8');
  const instructions: { instruction: string }[] = JSON.parse(read('guardrails/benign_instructions.json'));
  const prompts = rowsOf(read('guardrails/xstest_prompts.csv'), ',');
  const comments = rowsOf(read('guardrails/germeval2021_train.csv'), ',');
  const xquad = ['en', 'de'].flatMap((language) => {
    const parsed: { data: { paragraphs: { context: string; qas: { question: string }[] }[] }[] } = JSON.parse(
      read(`rag/xquad_r_${language}.json`),
    );
    return parsed.data.flatMap(({ paragraphs }) => paragraphs);
  });
  const faq = rowsOf(read('rag/covid_faq.tsv'), '\t');
  return {
    alarming: prompts.filter(({ label }) => label === 'safe').map(({ prompt = '' }) => prompt),
    instructions: instructions.map(({ instruction }) => instruction),
    comments: comments.map(({ comment_text = '', Sub1_Toxic }) => ({
      text: comment_text,
      label: Sub1_Toxic === '1' ? 1 : 0,
    })),
    paragraphs: xquad.map(({ context }) => context),
    questions: [
      ...xquad.flatMap(({ qas }) => qas.map(({ question }) => question)),
      ...rowsOf(read('rag/covid_question_similarity_de.csv'), ',').map(({ question_1 = '' }) => question_1),
    ],
    faqAnswers: faq.filter(({ lang }) => lang === 'en' || lang === 'de').map(({ answer = '' }) => answer),
  };
}

/** Rows of separated values with quotes (RFC 4180), by the names of the header. */
export function rowsOf(text: string, separator: string): Record<string, string>[] {
  const rows: string[][] = [[]];
  let field = '';
  let quoted = false;
  const close = () => {
    rows.at(-1)?.push(field);
    field = '';
  };
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if (quoted) {
      if (character !== '"') field += character;
      else if (text.charAt(index + 1) === '"') field += text.charAt(index++);
      else quoted = false;
    } else if (character === '"' && field === '') quoted = true;
    else if (character === separator) close();
    else if (character === '\n') {
      close();
      rows.push([]);
    } else if (character !== '\r') field += character;
  }
  close();
  const [header = [], ...rest] = rows;
  return rest
    .filter((row) => row.length > 1)
    .map((row) => Object.fromEntries(header.map((name, column) => [name, row[column] ?? ''])));
}
