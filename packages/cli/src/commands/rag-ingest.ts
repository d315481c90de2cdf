import { StellwerkError } from '@stellwerk/contracts';
import type { CrawlResult, DocumentResult } from '@stellwerk/rag';
import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { errors } from '../errors.js';
import { findFiles } from '../rag/find-files.js';
import { figuresOf, ingestFiles } from '../rag/ingest.js';
import { readManifest } from '../rag/manifest.js';
import { renderResult } from '../rag/render.js';
import { ragService } from '../rag/service.js';
import { withExamples } from './example.js';
import { parseName } from './options.js';
import { parseList, parseTags } from './rag-options.js';

interface IngestCommand {
  readonly tenant: string;
  readonly source?: string;
  readonly manifest?: string;
  readonly sitemap?: string;
  readonly language?: string;
  readonly published?: string;
  readonly access?: readonly string[];
  readonly tag?: Readonly<Record<string, string>>;
  readonly json?: boolean;
}

/** `rag ingest`: files, folders, a manifest, or the pages of an own site. */
export function addRagIngestCommand(rag: Command, context: CliContext): void {
  withExamples(
    rag
      .command('ingest')
      .description('bring documents into the knowledge base; what has not changed is not written again')
      .argument('[paths...]', 'files, and folders with everything of a known format in them')
      .requiredOption('--tenant <tenant>', 'tenant', parseName)
      .option('--source <source>', 'knowledge-source of documents that name none', parseName)
      .option('--manifest <file>', 'YAML that lists files with title, language, date, access and tags')
      .option('--sitemap <url>', "pages of an own site, within the bounds of the source's crawl settings")
      .option('--language <language>', 'language of the documents (default: found out from their text)')
      .option('--published <date>', 'date of the content, such as 2026-11-24')
      .option('--access <labels>', 'who may read them, between commas; narrower than the source allows', parseList)
      .option('--tag <name=value>', 'a tag to filter by, repeatable', parseTags)
      .option('--json', 'one JSON document')
      .action((paths: string[], options: IngestCommand) => ingest(paths, options, context)),
    'stellwerk rag ingest services/rag/examples/shop/returns.de.md --tenant demo --source shop-policies',
    'stellwerk rag ingest --manifest services/rag/examples/shop/manifest.yaml --tenant demo',
    'stellwerk rag ingest --sitemap https://shop.example/sitemap.xml --tenant demo --source website',
  );
}

async function ingest(paths: readonly string[], options: IngestCommand, context: CliContext): Promise<void> {
  const { tenant, json } = options;
  const results =
    options.sitemap === undefined ? await ingestPaths(paths, options, context) : await crawl(options, context);
  const figures = figuresOf(results);
  if (json) context.write(JSON.stringify({ tenant, ...figures, results }));
  else
    context.write(
      `${figures.documents} documents: ${figures.indexed} indexed, ${figures.updated} updated, ${figures.unchanged} unchanged, ${figures.rejected} rejected, ${figures.failed} failed; ${figures.pointsWritten} points written`,
    );
  const refused = results.filter(({ outcome }) => outcome === 'rejected' || outcome === 'failed').length;
  if (refused > 0) throw new StellwerkError(errors.DOCUMENTS_REFUSED, { refused, documents: results.length });
}

async function ingestPaths(
  paths: readonly string[],
  { tenant, source, manifest, language, published, access, tag }: IngestCommand,
  context: CliContext,
): Promise<DocumentResult[]> {
  const listed = manifest === undefined ? [] : await readManifest(manifest, source);
  if (paths.length > 0 && source === undefined)
    throw new StellwerkError(errors.OPTION_INVALID, { option: '--source', problem: 'name the knowledge-source' });
  const shared = { source: source ?? '', language, publishedAt: published, access, tags: tag };
  const files = [...listed, ...(await findFiles(paths, shared))];
  if (files.length === 0)
    throw new StellwerkError(errors.OPTION_INVALID, { option: 'paths', problem: 'give files, a folder or --manifest' });
  const ask = await ragService(context);
  return ingestFiles(files, {
    ask,
    tenant,
    signal: context.signal,
    progress: (done, of, result) => context.report(`${done}/${of} ${renderResult(result)}`),
  });
}

/** The service ends a crawl after an hour. */
const CRAWL_LIMIT_MS = 3_900_000;

/** The service reads the pages itself: it knows what the source may be read from. */
async function crawl(
  { tenant, source, sitemap }: IngestCommand,
  context: CliContext,
): Promise<readonly DocumentResult[]> {
  if (source === undefined)
    throw new StellwerkError(errors.OPTION_INVALID, { option: '--source', problem: 'name the knowledge-source' });
  const ask = await ragService(context);
  const body = { tenant, source, sitemap };
  const question = { method: 'POST', path: '/v1/crawls', body, limitMs: CRAWL_LIMIT_MS } as const;
  const { results, unchanged, deleted, skipped } = await ask<CrawlResult>(question);
  for (const [at, result] of results.entries()) context.report(`${at + 1}/${results.length} ${renderResult(result)}`);
  for (const { uri, reason } of skipped) context.report(`${uri} left out: ${reason}`);
  context.report(`${unchanged} pages unchanged, ${deleted.length} documents deleted because their pages are gone`);
  return results;
}
