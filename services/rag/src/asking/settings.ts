import type { ControlTable } from '@stellwerk/bus';
import type { KnowledgeSettingsSpec } from '@stellwerk/contracts';

/** Name of the document with a tenant's settings. */
const NAME = 'default';

/** What holds where a tenant has no document of its own: quotations alone, kept word for word for a day. */
const DEFAULT_SETTINGS: KnowledgeSettingsSpec = {
  answers: 'extractive',
  cache: { exact: true, semantic: false, ttlSeconds: 86_400 },
};

/** Most sentences of an answer where neither the question nor the tenant says. */
const SENTENCES = 4;

/** How a tenant's knowledge base searches and answers now. */
export const settingsOf = (control: Pick<ControlTable, 'get'>, tenant: string): KnowledgeSettingsSpec =>
  control.get('knowledge-settings', tenant, NAME)?.spec ?? DEFAULT_SETTINGS;

/** Changes with every change of a tenant's settings; what was answered under other ones is not given again. */
export const settingsVersionOf = (control: Pick<ControlTable, 'get'>, tenant: string): number =>
  control.get('knowledge-settings', tenant, NAME)?.version ?? 0;

/** Most sentences of an answer: what is asked for, else what the tenant's settings say. */
export const sentencesOf = (control: Pick<ControlTable, 'get'>, tenant: string, asked?: number): number =>
  asked ?? settingsOf(control, tenant).maxSentences ?? SENTENCES;
