import type { KnownAgent } from './known-agents.js';

type Row = readonly [token: string, name?: string];

const rows = (agentClass: KnownAgent['class'], list: readonly Row[]): KnownAgent[] =>
  list.map(([token, name = token]) => ({
    pattern: new RegExp(`(?<![A-Za-z])${token.replace(/[.+]/g, '\\$&')}(?![a-z])`, 'i'),
    class: agentClass,
    name,
  }));

/**
 * Programs that act for one person who asked an assistant: it fetches a page for an answer, or drives a browser. From the
 * owners' pages: OpenAI "Overview of crawlers", Anthropic "Does Anthropic crawl data from the web", Perplexity
 * "Crawlers", Google "User-triggered fetchers", Mistral "Robots", Amazon "Amazon crawlers", Meta "Web crawlers",
 * DuckDuckGo "DuckAssistBot", Microsoft "Copilot actions".
 */
const AI_AGENTS = rows('ai-agent', [
  ['ChatGPT-User'],
  ['ChatGPT Agent'],
  ['Claude-User'],
  ['Claude-Code'],
  ['Perplexity-User'],
  ['MistralAI-User'],
  ['meta-externalfetcher'],
  ['Google-Agent'],
  ['GoogleAgent-Mariner'],
  ['Google-NotebookLM'],
  ['Gemini-Deep-Research'],
  ['Google-Gemini-CLI'],
  ['DuckAssistBot'],
  ['Amzn-User'],
  ['AmazonBuyForMe'],
  ['NovaAct'],
  ['Manus-User'],
  ['Shap-User'],
  ['Kagi-Fetcher'],
  ['Devin'],
  ['TwinAgent'],
  ['cohere-ai'],
  ['opencode'],
]);

/** Programs that collect for the training or the search index of a model; from the same pages and those of each owner. */
const AI_CRAWLERS = rows('ai-crawler', [
  ['GPTBot'],
  ['OAI-SearchBot'],
  ['OAI-AdsBot'],
  ['ClaudeBot'],
  ['Claude-SearchBot'],
  ['Claude-Web'],
  ['anthropic-ai'],
  ['PerplexityBot'],
  ['CCBot'],
  ['Google-Extended'],
  ['Google-CloudVertexBot'],
  ['CloudVertexBot'],
  ['Applebot-Extended'],
  ['Amazonbot'],
  ['Amzn-SearchBot'],
  ['bedrockbot'],
  ['Bytespider'],
  ['TikTokSpider'],
  ['meta-externalagent'],
  ['meta-webindexer'],
  ['FacebookBot'],
  ['cohere-training-data-crawler'],
  ['AI2Bot'],
  ['Ai2Bot-Dolma'],
  ['Diffbot'],
  ['ImagesiftBot'],
  ['img2dataset'],
  ['LAIONDownloader'],
  ['laion-huggingface-processor'],
  ['omgili'],
  ['Webzio-Extended'],
  ['Timpibot'],
  ['YouBot'],
  ['PanguBot'],
  ['DeepSeekBot'],
  ['ChatGLM-Spider'],
  ['iaskspider'],
  ['PhindBot'],
  ['Andibot'],
  ['TavilyBot'],
  ['LinkupBot'],
  ['FirecrawlAgent'],
  ['Crawl4AI'],
  ['Crawlspace'],
  ['ApifyWebsiteContentCrawler'],
  ['AzureAI-SearchBot'],
  ['Cloudflare-AutoRAG'],
  ['QuillBot'],
  ['SBIntuitionsBot'],
  ['Cotoyogi'],
  ['Kangaroo Bot'],
  ['KlaviyoAIBot'],
  ['Thinkbot'],
  ['VelenPublicWebCrawler'],
  ['WRTNBot'],
]);

/** Libraries and tools that fetch for whoever uses them: nobody is named. */
const LIBRARIES = rows('bad-bot', [
  ['curl'],
  ['Wget'],
  ['python-requests'],
  ['python-urllib'],
  ['python-httpx'],
  ['aiohttp'],
  ['Go-http-client'],
  ['okhttp'],
  ['axios'],
  ['node-fetch'],
  ['undici'],
  ['got'],
  ['superagent'],
  ['libwww-perl'],
  ['lwp-trivial'],
  ['Apache-HttpClient'],
  ['Java'],
  ['Jakarta Commons-HttpClient'],
  ['GuzzleHttp'],
  ['PostmanRuntime'],
  ['insomnia'],
  ['HTTPie'],
  ['RestSharp'],
  ['reqwest'],
  ['hyper'],
  ['Faraday'],
  ['Typhoeus'],
  ['aws-sdk-go-v2'],
  ['Scrapy'],
  ['colly'],
]);

/** Browsers driven by programs, where they say so. */
const AUTOMATION = rows('bad-bot', [
  ['HeadlessChrome'],
  ['PhantomJS'],
  ['SlimerJS'],
  ['Playwright'],
  ['Puppeteer'],
  ['Selenium'],
  ['Cypress'],
  ['Camoufox'],
  ['Splash'],
]);

/** Our own table; read before any other list, first match wins. */
export const ownAgents: readonly KnownAgent[] = [...AI_AGENTS, ...AI_CRAWLERS, ...AUTOMATION, ...LIBRARIES];
