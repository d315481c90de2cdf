import type { TextCheck } from '@stellwerk/guard';
import { folded, splitSentences } from '@stellwerk/text';
import type { Retriever, StoredTexts } from '../../domain/ports.js';
import type { SearchHit } from '../../domain/search.js';
import { createAnswerGuard } from '../guard.js';
import type { AnswerGuard } from '../ports.js';

export interface SmallDocument {
  readonly id: string;
  readonly text: string;
  readonly version?: string;
  readonly language?: string;
  readonly isCurrent?: boolean;
}

/** A handful of documents of tenant `demo` behind the ports of answers: shared words count, everything is deterministic. */
export function smallKnowledge(documents: readonly SmallDocument[]) {
  const versionOf = ({ version = 'v1' }: SmallDocument) => version;
  const stored = new Map(documents.map((document) => [`demo/${document.id}/${versionOf(document)}`, document.text]));
  const texts: StoredTexts = {
    textOf: async (tenant, { documentId, version }) => stored.get(`${tenant}/${documentId}/${version}`),
    isCurrent: async (_tenant, { documentId, version }) =>
      documents.some((one) => one.id === documentId && versionOf(one) === version && one.isCurrent !== false),
  };
  const retriever: Retriever = {
    async search({ query, limit }, reader) {
      const hits = documents
        .filter(({ isCurrent }) => reader.tenant === 'demo' && isCurrent !== false)
        .flatMap((document) => hitsOf(document, versionOf(document), query))
        .sort((a, b) => b.score - a.score || a.documentId.localeCompare(b.documentId) || a.start - b.start)
        .slice(0, limit);
      return { hits, generation: 'words' };
    },
  };
  return { texts, retriever, stored };
}

function hitsOf({ id, text, language = 'en' }: SmallDocument, version: string, query: string): SearchHit[] {
  const sections = [...text.matchAll(/[^\n]+/g)].map(({ index, 0: section }) => ({
    start: index,
    end: index + section.length,
  }));
  return sections.flatMap((section) =>
    splitSentences(text.slice(section.start, section.end)).map((span): SearchHit => {
      const [start, end] = [section.start + span.start, section.start + span.end];
      const own = text.slice(start, end);
      return {
        documentId: id,
        version,
        source: 'faq',
        title: id,
        language,
        trust: 'reviewed',
        headingPath: [],
        start,
        end,
        text: own,
        section,
        score: shared(query, own) + 0.3 * shared(query, text.slice(section.start, section.end)),
        signals: {},
      };
    }),
  );
}

const words = (text: string) =>
  new Set(
    folded(text)
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word.length > 3),
  );
const shared = (query: string, text: string) => {
  const [asked, found] = [words(query), words(text)];
  return [...asked].filter((word) => found.has(word)).length / Math.max(1, asked.size);
};

const verdictOf = (text: string, verdict: TextCheck['verdict'], repaired = text): TextCheck => ({
  verdict,
  tier: 'fast',
  findings:
    verdict === 'allow'
      ? []
      : [{ rule: 'injection.override', category: 'injection', start: 0, end: text.length, score: 1, layer: 'text' }],
  text: repaired,
  sentences:
    verdict === 'repair'
      ? splitSentences(text)
          .filter(({ start, end }) => text.slice(start, end).includes('Ignore'))
          .map((span) => ({ ...span, verdict, rules: ['injection.override'] }))
      : [],
  policy: 'test@1',
  wantsDeep: false,
});

/** A guard that takes sentences with "Ignore" out of documents, refuses "EVIL" ones, and lets nothing with "secret" go out. */
export const smallGuard = (): AnswerGuard =>
  createAnswerGuard({
    maxKept: 10,
    check(text, { provenance }) {
      if (provenance === 'output') return verdictOf(text, text.includes('secret') ? 'block' : 'allow');
      if (text.includes('EVIL')) return verdictOf(text, 'block');
      return text.includes('Ignore')
        ? verdictOf(text, 'repair', text.replace(/Ignore[^.]*\./g, '[instruction removed]'))
        : verdictOf(text, 'allow');
    },
  });
