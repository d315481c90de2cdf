import { StellwerkError } from '@stellwerk/contracts';
import type { AnswerSentence, GivenAnswer, SearchResult } from '@stellwerk/rag';
import { type Command, Option } from 'commander';
import type { CliContext } from '../context.js';
import { errors } from '../errors.js';
import { askStream } from '../platform/ask.js';
import { findEndpoints } from '../platform/endpoints.js';
import { readEvents } from '../rag/events.js';
import { answerDocument, renderCorpus, renderFoot, renderHit, renderSentence, searchDocument } from '../rag/render.js';
import { ragService } from '../rag/service.js';
import { withExamples } from './example.js';
import { wholeNumber } from './options.js';
import { type FilterOptions, filtersOf, withFilters } from './rag-options.js';

interface SearchCommand extends FilterOptions {
  readonly tenant: string;
  readonly limit: number;
  readonly unit: string;
  readonly json?: boolean;
}

interface AskCommand extends FilterOptions {
  readonly tenant: string;
  readonly language?: string;
  readonly tone?: string;
  readonly sentences?: number;
  readonly json?: boolean;
}

/** `rag search | ask | feedback`. */
export function addRagAskCommands(rag: Command, context: CliContext): void {
  withExamples(
    withFilters(rag.command('search').description('the best sentences for a query, with what every signal said'))
      .argument('<query>', 'words or a question, German or English')
      .option('--limit <number>', 'most hits', wholeNumber(1, 100), 10)
      .addOption(new Option('--unit <unit>', 'what a hit is').choices(['sentence', 'section']).default('sentence'))
      .option('--json', 'one JSON document')
      .action(async (query: string, options: SearchCommand) => {
        const { tenant, limit, unit, json } = options;
        const ask = await ragService(context);
        const body = { tenant, query, limit, unit, filters: filtersOf(options) };
        const found = await ask<SearchResult>({ method: 'POST', path: '/v1/search', body });
        if (json) context.write(JSON.stringify(searchDocument(found)));
        else if (found.corpus) for (const line of renderCorpus(found.corpus)) context.write(line);
        else if (found.hits.length === 0) context.write('nothing found');
        else for (const line of found.hits.flatMap(renderHit)) context.write(line);
      }),
    'stellwerk rag search "Rückgabe" --tenant demo',
    'stellwerk rag search "return period" --tenant demo --languages en --limit 3 --json',
  );
  withExamples(
    withFilters(
      rag.command('ask').description('an answer whose every sentence cites its proof, or that the sources have none'),
    )
      .argument('<question>', 'a question, German or English')
      .addOption(new Option('--language <language>', 'of the answer (default: of the question)').choices(['de', 'en']))
      .addOption(new Option('--tone <tone>', 'of a generated answer').choices(['neutral', 'friendly', 'formal']))
      .option('--sentences <number>', "most sentences (default: as the tenant's settings say)", wholeNumber(1, 20))
      .option('--json', 'one JSON document, when the answer is whole')
      .action((question: string, options: AskCommand) => askQuestion(question, options, context)),
    'stellwerk rag ask "Wie lange kann ich eine Bestellung zurückgeben?" --tenant demo',
    'stellwerk rag ask "Do you ship to Austria?" --tenant demo --json',
  );
  withExamples(
    rag
      .command('feedback')
      .description('say what an answer was worth')
      .argument('<answer>', 'id of the answer')
      .requiredOption('--tenant <tenant>', 'tenant')
      .addOption(new Option('--verdict <verdict>', 'verdict').choices(['helpful', 'not-helpful']).makeOptionMandatory())
      .option(
        '--reason <reasons...>',
        'wrong, incomplete, outdated, wrong-source, should-have-abstained, should-have-answered, unclear',
      )
      .action(async (answerId: string, { tenant, verdict, reason = [] }: FeedbackCommand) => {
        const ask = await ragService(context);
        const body = { tenant, answerId, verdict, reasons: reason };
        const { feedbackId } = await ask<{ feedbackId: string }>({ method: 'POST', path: '/v1/feedback', body });
        context.write(feedbackId);
      }),
    'stellwerk rag feedback b7d9f3c4-1111-4222-8333-444455550071 --tenant demo --verdict not-helpful --reason outdated',
  );
}

interface FeedbackCommand {
  readonly tenant: string;
  readonly verdict: string;
  readonly reason?: readonly string[];
}

async function askQuestion(question: string, options: AskCommand, context: CliContext): Promise<void> {
  const { tenant, language, tone, sentences: maxSentences, json } = options;
  const body = { tenant, question, language, tone, maxSentences, filters: filtersOf(options), stream: !json };
  if (json) {
    const ask = await ragService(context);
    context.write(JSON.stringify(answerDocument(await ask<GivenAnswer>({ method: 'POST', path: '/v1/answer', body }))));
    return;
  }
  const endpoints = await findEndpoints(context.environment);
  const events = readEvents(
    await askStream(endpoints, 'rag', { method: 'POST', path: '/v1/answer', body, signal: context.signal }),
  );
  let cited = 1;
  for await (const { type, data } of events) {
    if (type === 'error') throw streamFailure(data);
    if (type === 'sentence') {
      const { sentence } = data as { sentence: AnswerSentence };
      for (const line of renderSentence(sentence, cited)) context.write(line);
      cited += sentence.citations.length;
    }
    if (type === 'answer') for (const line of renderFoot(data as GivenAnswer)) context.write(line);
  }
}

function streamFailure(data: unknown): StellwerkError {
  const { code, detail, fix } = data as { code: string; detail: string; fix: string };
  return new StellwerkError({ ...errors.ANSWER_REFUSED, code, text: detail, fix });
}
