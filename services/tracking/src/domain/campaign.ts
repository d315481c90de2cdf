import type { CampaignFacts } from './call.js';

/** Campaign parameters of a landing address, `utm_source` and the like; empty where it has none or is no address. */
export function campaignOfUrl(url: string | undefined): CampaignFacts {
  const parameters = url?.includes('utm_') ? URL.parse(url)?.searchParams : undefined;
  if (!parameters) return {};
  const value = (name: string) => parameters.get(name) || undefined;
  return {
    source: value('utm_source'),
    medium: value('utm_medium'),
    name: value('utm_campaign'),
    term: value('utm_term'),
    content: value('utm_content'),
  };
}
