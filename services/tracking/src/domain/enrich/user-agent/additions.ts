import type { UserAgentRule } from './rules.js';

const VERSION = String.raw`(\d+)(?:\.(\d+)|)(?:\.(\d+)|)`;

/** `Token/1.2.3`, with or without "v" before the number. */
const product = (token: string, family: string): UserAgentRule => fitting(String.raw`\b${token}/v?${VERSION}`, family);
/** Any pattern whose groups are the parts of the version. */
const fitting = (regex: string, family: string): UserAgentRule => ({ regex, family, versions: ['$1', '$2', '$3'] });
/** A word without a version of its own. */
const word = (regex: string, family: string): UserAgentRule => ({ regex, family, versions: ['', '', ''] });
/** A program whose version is that of the Chrome inside. */
const shell = (regex: string, family: string): UserAgentRule => fitting(`${regex}.*Chrome/${VERSION}`, family);

/**
 * Clients that appeared after the rules of uap-core 0.18.0 (2023) and would count there as the browser inside them.
 * Tried first; each is told by a token that no other client sends.
 */
export const browserAdditions: readonly UserAgentRule[] = [
  // Programs that say so behind a browser's user agent.
  product('RuxitSynthetic', 'Ruxit Synthetic'),
  product('Google-InspectionTool', 'Google-InspectionTool'),
  product('RecipeRadar', 'RecipeRadar'),
  { regex: `^(aws-sdk-go-v2)/${VERSION}` },

  // Apps and the browsers inside them.
  product('Teams', 'Microsoft Teams'),
  { regex: `^(Instagram) ${VERSION}` },
  product('Telegram-Android', 'Telegram'),
  fitting(String.raw`\bmusical_ly_\d{6,}\b.* app_version/${VERSION}`, 'TikTok'),
  fitting(String.raw`\bmusical_ly_${VERSION}`, 'TikTok'),
  word(String.raw`\btrill_\d`, 'TikTok'),
  fitting(String.raw`\bKAKAOTALK/${VERSION}`, 'KakaoTalk'),
  fitting(String.raw`\bWeibo \([^)]{0,100}__weibo__${VERSION}`, 'Weibo'),
  word(String.raw`\bWeibo(?:Intl|lite)iOS_`, 'Weibo'),
  fitting(String.raw`\(MicroMessenger/${VERSION}\) WindowsWechat`, 'WeChat Browser'),
  fitting(String.raw`\bMicroMessenger/${VERSION}.{0,40} (?:Windows|Mac)Wechat`, 'WeChat Browser'),
  { regex: String.raw`^(Roadrunner)/IOS/\d+/${VERSION}` },
  { regex: `^(AncestryAndroid)/${VERSION}` },
  { regex: `^(Chesscom-Android)/${VERSION}` },
  product('RobloxApp', 'Roblox App'),
  product('R2Client', 'R2Client'),
  product('OBS', 'OBS Studio'),
  product('AdobeCEP', 'Adobe CEP'),
  product('CitizenFX', 'CitizenFX'),
  shell('Valve Steam GameOverlay', 'Steam GameOverlay'),
  shell('Valve Steam Gamepad/Steam Deck', 'Steam Deck'),
  shell('Valve (?:Steam )?Client', 'Steam Client'),

  // Headsets and televisions.
  product('OculusBrowser', 'Oculus Browser'),
  product('Wolvic', 'Wolvic Browser'),
  product('OMI', 'Vewd Browser'),
  product('Thano', 'SmartTV WebBrowser'),
  fitting(`NetCast.* Colt/${VERSION}`, 'NetCast Smart TV'),
  product('Odin', 'Odin'),
  fitting(String.raw`^(?!HipChat ).*\bQtWebEngine/${VERSION}`, 'Qt Web Engine'),

  // Browsers of makers of phones and computers.
  product('baiduboxapp', 'Baidu Explorer'),
  product('VivoBrowser', 'VivoBrowser'),
  product('H[iI]Browser', 'HiBrowser'),
  product('HeyTapBrowser', 'HeyTap Browser'),
  product('(?:bdhonorbrowser|HonorBrowser)', 'Honor Browser'),
  fitting(`Chrome/.* HuaweiBrowser/${VERSION}`, 'Huawei Browser'),
  product('SLBrowser', 'Smart Lenovo Browser'),
  product('PHX', 'Phoenix Browser'),
  product('UCMobile', 'UC Browser'),

  // Browsers on the engine of another.
  product('OPX', 'Opera GX'),
  product('OPT', 'Opera Touch'),
  fitting(`Macintosh.* EdgiOS/${VERSION}`, 'Edge Mobile'),
  fitting(`Macintosh.* CriOS/${VERSION}`, 'Chrome Mobile iOS'),
  product('Vivaldi', 'Vivaldi'),
  fitting(String.raw`\b[Bb]rave/${VERSION}`, 'Brave'),
  shell(String.raw`\bBrave`, 'Brave'),
  word(String.raw`Safari/[\d.]+ \(?Brave\b`, 'Brave'),
  product('YaSearchBrowser', 'Yandex Browser'),
  fitting(`Mobile/.* Ddg/${VERSION}`, 'DuckDuckGo Mobile'),
  fitting(`Macintosh.* Ddg/${VERSION}`, 'DuckDuckGo'),
  fitting(String.raw`\(Ecosia ios@${VERSION}`, 'Ecosia iOS'),
  fitting(String.raw`\(Ecosia android@${VERSION}`, 'Ecosia Android'),
  product('AVG', 'AVG'),
  product('Avast(?:SecureBrowser)?', 'Avast Secure Browser'),
  product('Avira', 'Avira'),
  product('CCleaner', 'CCleaner'),
  product('Norton', 'Norton'),
  product('QuarkPC', 'Quark PC'),
  product('Quark', 'Quark'),
  product('Instabridge', 'Instabridge'),
  product('(?:AlohaBrowser|ABB)', 'Aloha Browser'),
  product('115Browser', '115 Browser'),
  product('Atom', 'Atom Browser'),
  product('AOLShield', 'AOL Shield Browser'),
  product('ADG', 'AOL Desktop Gold Browser'),
  product('Hola', 'Hola Browser'),
  product('CravingExplorer', 'Craving Explorer Browser'),
  product('SberBrowser', 'Sber Browser'),
  product('JiSu', 'JiSu Browser'),
  product('Lite Browser', 'Lite Browser'),
  product('Mypal', 'Mypal Browser'),
  product('MullvadBrowser', 'MullvadBrowser'),
  product('Ladybird', 'Ladybird'),
  product('OpenWave', 'Open Wave'),
  ...['Trailer', 'Agency', 'Herring', 'AtContent', 'Config', 'Viewer', 'LikeWise', 'Unique'].map((token) => ({
    regex: String.raw`Safari/[\d.]+ (${token})/${VERSION}`,
  })),
  fitting(`Camoufox Camoufox ${VERSION}`, 'Camoufox'),
  word('QIHU 360(?:SEi18n|ENT)', '360 Secure Browser'),
  word(String.raw`\bDecentr Safari`, 'Decentr Web3 Browser'),
  word(String.raw`Safari/[\d.]+ Sparrow\b`, 'Sparrow Browser'),
  word('Chromium GOST', 'Chromium GOST Browser'),
  word(String.raw`Safari/[\d.]+ Talon\b`, 'Talon Cyber Security Browser'),
  word(String.raw`\bQaxbrowser\b`, 'QAX Browser'),
];
