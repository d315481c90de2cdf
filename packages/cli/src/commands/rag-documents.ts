import type { DocumentPage, DocumentView } from '@stellwerk/rag';
import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { ragService } from '../rag/service.js';
import { renderTable } from '../render/table.js';
import { withExamples } from './example.js';
import { parseName, wholeNumber } from './options.js';

interface ListCommand {
  readonly tenant: string;
  readonly source?: string;
  readonly state?: string;
  readonly limit: number;
  readonly json?: boolean;
}

/** `rag documents list | show | delete`. */
export function addRagDocumentCommands(rag: Command, context: CliContext): void {
  const documents = rag.command('documents').description('what the knowledge base holds');
  withExamples(
    documents
      .command('list')
      .description('documents that the token may read, with what the ledger counts of each')
      .requiredOption('--tenant <tenant>', 'tenant', parseName)
      .option('--source <source>', 'of one source only', parseName)
      .option('--language <language>', 'of one language only')
      .option('--text <words>', 'whose id or title holds these words')
      .option('--limit <number>', 'most documents', wholeNumber(1, 1_000), 100)
      .option('--after <id>', 'documents after this one, for the next page')
      .option('--json', 'one JSON document')
      .action(async ({ tenant, json, ...query }: ListCommand) => {
        const ask = await ragService(context);
        const page = await ask<DocumentPage>({ path: '/v1/documents', query: { tenant, ...query } });
        if (json) context.write(JSON.stringify(page));
        else {
          for (const line of renderTable(COLUMNS, page.documents)) context.write(line);
          if (page.next !== undefined) context.write(`more: --after ${page.next}`);
        }
      }),
    'stellwerk rag documents list --tenant demo',
  );
  withExamples(
    documents
      .command('show')
      .description(
        'one document: its version, who answers for it, who may read it, and whether the index has all of it',
      )
      .argument('<id>', 'id of the document')
      .requiredOption('--tenant <tenant>', 'tenant', parseName)
      .action(async (documentId: string, { tenant }: { tenant: string }) => {
        const ask = await ragService(context);
        const path = `/v1/documents/${encodeURIComponent(documentId)}`;
        context.write(JSON.stringify(await ask<DocumentView>({ path, query: { tenant } }), null, 2));
      }),
    'stellwerk rag documents show returns-de --tenant demo',
  );
  withExamples(
    documents
      .command('delete')
      .description(
        'take a document, or everything of a source, out of the knowledge base; the index is counted afterwards',
      )
      .argument('[id]', 'id of the document; left out with --source')
      .requiredOption('--tenant <tenant>', 'tenant', parseName)
      .option('--source <source>', 'every document of this source', parseName)
      .action(async (documentId: string | undefined, { tenant, source }: { tenant: string; source?: string }) => {
        const ask = await ragService(context);
        const path = documentId === undefined ? '/v1/documents' : `/v1/documents/${encodeURIComponent(documentId)}`;
        const { deleted } = await ask<{ deleted: readonly string[] }>({
          method: 'DELETE',
          path,
          query: { tenant, source },
        });
        context.write(`${deleted.length} documents deleted`);
      }),
    'stellwerk rag documents delete returns-de --tenant demo',
    'stellwerk rag documents delete --source website --tenant demo',
  );
}

const COLUMNS = [
  { title: 'document', text: ({ documentId }: DocumentView) => documentId },
  { title: 'source', text: ({ source }: DocumentView) => source },
  { title: 'title', text: ({ title }: DocumentView) => title.slice(0, 50) },
  { title: 'language', text: ({ language }: DocumentView) => language },
  { title: 'state', text: ({ state }: DocumentView) => state },
  { title: 'points', align: 'right' as const, text: ({ points }: DocumentView) => String(points) },
  { title: 'access', text: ({ access }: DocumentView) => access.join(', ') },
];
