import type { ErrorEntry } from '@stellwerk/contracts';

/** What answering can refuse; part of the catalogue of the service. */
export const answerEntries = {
  QUESTION_INVALID: {
    status: 400,
    retry: 'changed',
    text: '{field} {problem}',
    fix: 'ask with 1 to 2,000 characters of text and for 1 to 20 sentences',
  },
  ANSWER_CANCELLED: {
    status: 499,
    retry: 'never',
    text: 'the answer was cancelled by its caller',
    fix: 'ask again if the answer is still wanted',
  },
  CITATION_MISMATCH: {
    status: 500,
    retry: 'never',
    text: 'document {documentId}, version {version}: units {start} to {end} are not what was to be quoted',
    fix: 'ingest the document again; its points and its stored text differ',
  },
  CITATION_GONE: {
    status: 410,
    retry: 'never',
    text: 'document {documentId}, version {version} is no longer stored',
    fix: 'ask again; the text was erased or never was',
  },
  PROMPT_INVALID: {
    status: 422,
    retry: 'changed',
    text: 'prompt {prompt} cannot be used: {problem}',
    fix: 'shorten its instructions or raise maxInputTokens; apply the document if there is none',
  },
} as const satisfies Record<string, ErrorEntry>;
