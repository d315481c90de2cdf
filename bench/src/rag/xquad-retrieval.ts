import { readFileSync } from 'node:fs';

interface XquadFile {
  readonly data: readonly {
    readonly title: string;
    readonly paragraphs: readonly {
      readonly context: string;
      readonly sentence_breaks: readonly (readonly [start: number, end: number])[];
      readonly qas: readonly {
        readonly id: string;
        readonly question: string;
        readonly answers: readonly { readonly answer_start: number; readonly text: string }[];
      }[];
    }[];
  }[];
}

export interface RetrievalCorpus {
  readonly paragraphs: readonly RetrievalParagraph[];
  readonly questions: readonly RetrievalQuestion[];
}

export interface RetrievalParagraph {
  readonly article: number;
  readonly title: string;
  readonly text: string;
  /** Of the published set, as ranges of the text. */
  readonly sentences: readonly { readonly start: number; readonly end: number }[];
}

export interface RetrievalQuestion {
  /** The same in all languages. */
  readonly id: string;
  readonly article: number;
  readonly text: string;
  readonly paragraph: number;
  /** Sentences of the paragraph that overlap the answer. */
  readonly sentences: readonly number[];
}

/** One language of XQuAD-R (Roy et al. 2020; CC BY-SA 4.0), for retrieval. */
export function readRetrievalCorpus(file: string): RetrievalCorpus {
  const { data } = JSON.parse(readFileSync(file, 'utf8')) as XquadFile;
  const paragraphs: RetrievalParagraph[] = [];
  const questions: RetrievalQuestion[] = [];
  for (const [article, { title, paragraphs: own }] of data.entries()) {
    for (const { context: text, sentence_breaks, qas } of own) {
      const sentences = sentence_breaks.map(([start, end]) => ({ start, end }));
      for (const { id, question, answers } of qas) {
        const relevant = answers.flatMap((answer) => {
          const end = answer.answer_start + answer.text.length;
          return sentences.flatMap((range, index) =>
            range.start < end && answer.answer_start < range.end ? [index] : [],
          );
        });
        const head = { id, article, text: question, paragraph: paragraphs.length };
        questions.push({ ...head, sentences: [...new Set(relevant)] });
      }
      paragraphs.push({ article, title: title.replaceAll('_', ' '), text, sentences });
    }
  }
  return { paragraphs, questions };
}
