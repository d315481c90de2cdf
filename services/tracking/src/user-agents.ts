/** What tracking knows of user agents, for measurements: no part of the service needs this entry. */
export { readCrawlerList } from './adapters/crawler-list.js';
export { openPlaceDatabase } from './adapters/place-database.js';
export { readUserAgentRules } from './adapters/uap-core.js';
export { createClientReader } from './clients/client-reader.js';
export { createKnownAgents, type KnownAgent } from './domain/agents/known-agents.js';
export { ownAgents } from './domain/agents/own-agents.js';
export { createUserAgentJudge } from './domain/agents/user-agent-verdict.js';
export { createClientFacts } from './domain/enrich/client-facts.js';
export { createUserAgentParser } from './domain/enrich/user-agent/parse-user-agent.js';
