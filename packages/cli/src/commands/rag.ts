import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { addRagAskCommands } from './rag-ask.js';
import { addRagDocumentCommands } from './rag-documents.js';
import { addRagDriftCommand } from './rag-drift.js';
import { addRagEvalCommand } from './rag-eval.js';
import { addRagGenerationCommands } from './rag-generations.js';
import { addRagIngestCommand } from './rag-ingest.js';
import { addRagJudgementsCommand } from './rag-judgements.js';

/** `rag …`: the knowledge base of the running platform. */
export function addRagCommands(program: Command, context: CliContext): void {
  const rag = program
    .command('rag')
    .description('the knowledge base: documents in, answers out whose every sentence cites its proof');
  addRagIngestCommand(rag, context);
  addRagAskCommands(rag, context);
  addRagDocumentCommands(rag, context);
  addRagGenerationCommands(rag, context);
  addRagEvalCommand(rag, context);
  addRagDriftCommand(rag, context);
  addRagJudgementsCommand(rag, context);
}
