import type { ReferrerMedium } from '@stellwerk/contracts';

/** A place that visits come from, and its hosts: `example.*` stands for every country, `app` ids for Android's referrers. */
export interface ReferrerPlace {
  readonly medium: Exclude<ReferrerMedium, 'internal' | 'other'>;
  readonly name: string;
  readonly hosts: readonly string[];
  /** Other names by which campaigns call it in utm_source. */
  readonly aliases?: readonly string[];
  /** Query parameters with the search words, where the place still passes them on. */
  readonly terms?: readonly string[];
}

type Row = readonly [name: string, hosts: string, terms?: string, aliases?: string];

const rows = (medium: ReferrerPlace['medium'], list: readonly Row[]): ReferrerPlace[] =>
  list.map(([name, hosts, terms, aliases]) => ({
    medium,
    name,
    hosts: hosts.split(' '),
    ...(terms && { terms: terms.split(' ') }),
    ...(aliases && { aliases: aliases.split(',') }),
  }));

/**
 * Own table, kept by hand. Hosts from the places' own pages and from referrers as they arrive. Most search engines have sent
 * no search words since 2013; the parameter stands where one still does.
 */
const SEARCH = rows('search', [
  ['Google', 'google.* com.google.android.googlequicksearchbox', 'q', 'google,adwords,google-ads,googleads'],
  ['Bing', 'bing.com com.microsoft.bing', 'q', 'bing,microsoft,msn'],
  ['Yahoo', 'search.yahoo.com search.yahoo.co.jp', 'p', 'yahoo'],
  ['DuckDuckGo', 'duckduckgo.com com.duckduckgo.mobile.android', 'q'],
  ['Ecosia', 'ecosia.org', 'q'],
  ['Qwant', 'qwant.com', 'q'],
  ['Startpage', 'startpage.com startpage.de', 'query'],
  ['Brave Search', 'search.brave.com', 'q', 'brave'],
  ['Yandex', 'yandex.* ya.ru', 'text'],
  ['Baidu', 'baidu.com', 'wd word'],
  ['Naver', 'search.naver.com naver.com', 'query'],
  ['Daum', 'search.daum.net', 'q'],
  ['Seznam', 'search.seznam.cz seznam.cz', 'q'],
  ['Sogou', 'sogou.com', 'query'],
  ['360 Search', 'so.com', 'q'],
  ['Kagi', 'kagi.com'],
  ['Mojeek', 'mojeek.com', 'q'],
  ['MetaGer', 'metager.de metager.org', 'eingabe'],
  ['Swisscows', 'swisscows.com', 'query'],
  ['Ask', 'ask.com', 'q'],
  ['AOL', 'search.aol.com search.aol.de', 'q', 'aol'],
  ['T-Online', 'suche.t-online.de', 'q'],
  ['web.de', 'suche.web.de', 'q'],
  ['GMX', 'suche.gmx.net suche.gmx.at suche.gmx.ch', 'q'],
  ['Marginalia', 'search.marginalia.nu marginalia-search.com', 'query'],
]);

const SOCIAL = rows('social', [
  ['Facebook', 'facebook.com fb.com fb.me com.facebook.katana', '', 'facebook,fb,meta,facebook-ads'],
  ['Messenger', 'messenger.com m.me'],
  ['Instagram', 'instagram.com com.instagram.android', '', 'instagram,ig,insta'],
  ['Threads', 'threads.net threads.com'],
  ['X', 'x.com twitter.com t.co com.twitter.android', '', 'x,twitter,tw'],
  ['LinkedIn', 'linkedin.com lnkd.in com.linkedin.android', '', 'linkedin,li'],
  ['Pinterest', 'pinterest.* pin.it com.pinterest', '', 'pinterest,pin'],
  ['Reddit', 'reddit.com redd.it com.reddit.frontpage'],
  ['TikTok', 'tiktok.com com.zhiliaoapp.musically', '', 'tiktok,tt'],
  ['Snapchat', 'snapchat.com com.snapchat.android', '', 'snapchat,snap'],
  ['WhatsApp', 'whatsapp.com wa.me com.whatsapp'],
  ['Telegram', 't.me telegram.org telegram.me org.telegram.messenger'],
  ['Signal', 'signal.org'],
  ['Discord', 'discord.com discord.gg discordapp.com'],
  ['Bluesky', 'bsky.app'],
  ['Mastodon', 'mastodon.social mastodon.online mastodon.world troet.cafe'],
  ['XING', 'xing.com'],
  ['Quora', 'quora.com'],
  ['Tumblr', 'tumblr.com'],
  ['VK', 'vk.com vk.ru'],
  ['Odnoklassniki', 'ok.ru'],
  ['Weibo', 'weibo.com weibo.cn'],
  ['WeChat', 'weixin.qq.com wechat.com'],
  ['LINE', 'line.me'],
  ['Nextdoor', 'nextdoor.* nebenan.de'],
  ['Hacker News', 'news.ycombinator.com'],
  ['Slack', 'slack.com'],
]);

const VIDEO = rows('video', [
  ['YouTube', 'youtube.com youtu.be com.google.android.youtube', '', 'youtube,yt'],
  ['Vimeo', 'vimeo.com'],
  ['Dailymotion', 'dailymotion.com'],
  ['Twitch', 'twitch.tv'],
  ['Bilibili', 'bilibili.com'],
  ['Netflix', 'netflix.com'],
]);

const SHOPPING = rows('shopping', [
  ['Google Shopping', 'shopping.google.com', '', 'google-shopping,googleshopping,google shopping'],
  ['Amazon', 'amazon.* com.amazon.mshop.android.shopping'],
  ['eBay', 'ebay.*'],
  ['Etsy', 'etsy.com'],
  ['idealo', 'idealo.*'],
  ['billiger.de', 'billiger.de'],
  ['Geizhals', 'geizhals.de geizhals.at geizhals.eu'],
  ['guenstiger.de', 'guenstiger.de'],
  ['CHECK24', 'check24.de'],
  ['OTTO', 'otto.de'],
  ['Kaufland', 'kaufland.*'],
  ['Zalando', 'zalando.*'],
  ['AliExpress', 'aliexpress.*'],
  ['Temu', 'temu.com'],
  ['Walmart', 'walmart.com'],
  ['bol', 'bol.com'],
  ['Allegro', 'allegro.pl'],
  ['Kelkoo', 'kelkoo.*'],
  ['PriceRunner', 'pricerunner.*'],
]);

const EMAIL = rows('email', [
  ['Gmail', 'mail.google.com com.google.android.gm'],
  ['Outlook', 'outlook.live.com outlook.office.com outlook.office365.com outlook.com com.microsoft.office.outlook'],
  ['Yahoo Mail', 'mail.yahoo.com mail.yahoo.co.jp'],
  ['GMX', 'deref-gmx.net navigator.gmx.net bap.navigator.gmx.net'],
  ['web.de', 'deref-web.de navigator.web.de bap.navigator.web.de'],
  ['mail.com', 'deref-mail.com'],
  ['T-Online', 'email.t-online.de'],
  ['freenet', 'email.freenet.de'],
  ['Proton', 'mail.proton.me'],
  ['AOL Mail', 'mail.aol.com'],
  ['Mail.ru', 'e.mail.ru'],
  ['Zoho', 'mail.zoho.com mail.zoho.eu'],
]);

const AI_ASSISTANTS = rows('ai-assistant', [
  ['ChatGPT', 'chatgpt.com chat.openai.com com.openai.chatgpt', '', 'openai,chatgpt'],
  ['Perplexity', 'perplexity.ai', '', 'perplexity'],
  ['Copilot', 'copilot.microsoft.com copilot.cloud.microsoft m365.cloud.microsoft', '', 'copilot'],
  ['Gemini', 'gemini.google.com bard.google.com', '', 'gemini'],
  ['NotebookLM', 'notebooklm.google.com'],
  ['Claude', 'claude.ai', '', 'claude,anthropic'],
  ['Le Chat', 'chat.mistral.ai', '', 'mistral'],
  ['Grok', 'grok.com grok.x.ai', '', 'grok'],
  ['Meta AI', 'meta.ai'],
  ['DeepSeek', 'chat.deepseek.com', '', 'deepseek'],
  ['Qwen', 'chat.qwen.ai qwen.ai', '', 'qwen'],
  ['Kimi', 'kimi.com kimi.moonshot.cn'],
  ['Doubao', 'doubao.com'],
  ['Poe', 'poe.com'],
  ['You.com', 'you.com'],
  ['Phind', 'phind.com'],
  ['Duck.ai', 'duck.ai'],
  ['Pi', 'pi.ai'],
  ['iAsk', 'iask.ai'],
  ['Felo', 'felo.ai'],
]);

/** More precise hosts win over their parents, so the order does not matter. */
export const referrerPlaces: readonly ReferrerPlace[] = [
  ...SEARCH,
  ...SOCIAL,
  ...VIDEO,
  ...SHOPPING,
  ...EMAIL,
  ...AI_ASSISTANTS,
];
