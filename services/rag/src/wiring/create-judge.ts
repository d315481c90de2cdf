import type { EmbeddingModel, Models } from '@stellwerk/models';
import type { Judge } from '../domain/evaluation/judge.js';
import { ChatJudge, type ChatJudgeParts, JUDGE } from '../evaluation/judge/chat-judge.js';

export interface JudgeParts {
  readonly models: Pick<Models, 'chat' | 'hasRoute'>;
  /** Of the generation that serves now. */
  readonly embedding: () => EmbeddingModel;
}

/** The judge that a tenant's documents route; undefined where they route none. */
export function createJudge({ models, embedding }: JudgeParts, context: ChatJudgeParts['context']): Judge | undefined {
  if (!models.hasRoute('chat', { tenant: context.tenant, useCase: JUDGE })) return undefined;
  return new ChatJudge({ chat: models.chat, embedding: embedding(), context });
}
