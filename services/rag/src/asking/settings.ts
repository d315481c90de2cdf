import type { ControlTable } from '@stellwerk/bus';
import type { KnowledgeSettingsSpec } from '@stellwerk/contracts';

/** Name of the document with a tenant's settings. */
const NAME = 'default';

/** What holds where a tenant has no document of its own: quotations alone, kept word for word for a day. */
const DEFAULT_SETTINGS: KnowledgeSettingsSpec = {
  answers: 'extractive',
  cache: { exact: true, semantic: false, ttlSeconds: 86_400 },
};

/** How a tenant's knowledge base searches and answers now. */
export const settingsOf = (control: Pick<ControlTable, 'get'>, tenant: string): KnowledgeSettingsSpec =>
  control.get('knowledge-settings', tenant, NAME)?.spec ?? DEFAULT_SETTINGS;
