/** Words and addresses by which programs give themselves away: language, not a list of programs. */

/** What a program says it is. Phones of Cubot say "CUBOT". */
export const DECLARED =
  /(?<!cu)bots?(?![a-z])|crawl|spider|scrap(?:er|y|ing)|slurp|robot|archiver|harvest|sniffer|headless|webdriver/i;

/** Work that programs do and browsers do not; compared with names that no browser writes. */
export const WORK =
  /fetch|scan|monitor|preview|check|chkr?\b|probe|index|validat|verif|synthetic|uptime|audit|analy[sz]|inspect|lighthouse|optimi[sz]|detect|discover|collect|extract|screenshot|favicon|thumbnail|sitemap|pars(?:er|ing)|resolver|webhook|callout|http|\bclient|libr?(?:ary|www)|\bsdk\b|\bapi\b|\bpython|\bperl|\bphp\b|\bruby|golang|copier|mirror|vulnerab|securit|automat|agent\b|agent[-_/]|\btest(?:er|ing)?\b|retriev|unfurl|pagespeed|speedtest|exporter|finder|lookup|matcher|classif|recon\b|research|download|grabber|metadata/i;

/** Work and trades that speak against a person only beside a desktop browser, where apps do not sit around the browser. */
export const TRADE =
  /feed|\brss|reader|\bping|capture|\bshot|thumb|\bicon|\blink|proxy|hook|\bjava\b|\bnode\b|copy|surv|vuln|secur|cache|\bcamo|image|integrat|workflow|connect|import|plugin|search|watch|archiv|generat|servic|server|daemon|batch|cloud|\bdata|\bseo\b|\brank|track|embed|onebox|insight|speed|perf\b|review|radar|risk|score|observ|domain|\bsite|\burl|visit|explor|\btool|\bnews|advert|\bads\b|market|brand|intellig|\bai\b|gpt|llm|assistant|user$|user[-_/]|enrich|associat|bridge|safety|physical/i;

/** A contact as the operators of programs give it; one of these is no part of any browser. */
const URL_TEXT = /https?:|www\.[a-z0-9]|\+\S{3,60}\.[a-z]{2}/i;
const MAIL = /[a-z0-9._%+-]{1,64}(?:@| at | \[at\] |\(at\))[a-z0-9-]{1,63}(?:\.| dot | \[dot\] )[a-z]{2}/i;
/** A host name. Reversed names of apps (`com.example.app`) begin with what ends a host name. */
const HOST =
  /(?:^|[\s(;,/:])(?!(?:com|net|org|de|io|jp|cn|ru)\.)[a-z0-9-]{2,63}(?:\.[a-z0-9-]{1,63}){0,3}\.(?:com?|net|org|io|ai|dev|app|eu|de|fr|uk|ru|nl|it|es|pl|ch|at|be|se|no|dk|fi|cz|us|ca|cn|jp|kr|in|br|me|tv|info|biz|cloud|tech|link|online|site|xyz|ly|gy|im|is|cc|to|so|sh|gg|nu)(?=$|[\s)/;,:])/i;

/** Whether a text names an address of its operator, and how sure that is, 0–1. */
export function contactWeight(text: string): number {
  if (URL_TEXT.test(text) || MAIL.test(text)) return 0.9;
  return HOST.test(text) ? 0.6 : 0;
}
