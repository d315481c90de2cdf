import { DESKTOP_ENTRY, isBrowserProduct, PLATFORM } from './browser-grammar.js';
import type { Signal } from './signal.js';
import { type Product, shapeOf, type UserAgentShape } from './user-agent-shape.js';
import { versionSignals } from './version-checks.js';
import { contactWeight, DECLARED, TRADE, WORK } from './vocabulary.js';

/** Marks of apps and of phones before smartphones, whose user agents look like nothing else. */
const APP =
  /CFNetwork|Darwin\/|Dalvik|\biOS\b|\bAndroid\b|iPhone|iPad|MIDP|Symbian|SymbOS|BlackBerry|Opera|UP\.Browser|UP\.Link|Vodafone|NetFront|Nokia|Profile\/|SonyEricsson|SAMSUNG|LG-|Instagram|Windows Phone|tvOS|watchOS|macOS/i;
const MOBILE = /Mobi|Android|Andr0id|iPhone|iPad|iPod|Windows Phone|Symbian|BlackBerry|; wv\)|MIDP|Roblox/i;
const TELEVISION = /smart-?tv|netcast|web0s|hbbtv|bravia|crkey|playstation|nintendo|xbox|tizen/i;

/** Everything in a user agent that speaks for a program, without any list of programs. */
export function genericSignals(userAgent: string): Signal[] {
  const text = spelledOut(userAgent.trim());
  if (text === '') return [{ name: 'no-user-agent', weight: 0.7 }];
  const found: Signal[] = [];
  if (DECLARED.test(text)) found.push({ name: 'declares-itself', weight: 0.95 });
  const contact = contactWeight(text);
  if (contact > 0) found.push({ name: 'contact-address', weight: contact });
  if (/^Mozilla\/\d/.test(text)) return [...found, ...browserSignals(text, shapeOf(text))];
  if (!APP.test(text)) found.push({ name: 'no-browser', weight: 0.8 });
  return found;
}

/** Log files and some proxies write `+` for the space. */
const spelledOut = (text: string): string => (text.includes(' ') ? text : text.replaceAll('+', ' '));

/** What does not fit in a text that begins as every browser's. */
function browserSignals(text: string, shape: UserAgentShape): Signal[] {
  const found: Signal[] = [];
  const [platform = []] = shape.comments;
  const isCompatible = /^compatible\b/i.test(platform[0] ?? '');
  if (!shape.comments.some((entries) => entries.some((entry) => PLATFORM.test(entry)))) {
    found.push({ name: 'no-platform', weight: isCompatible ? 0.8 : 0.65 });
  }
  if (isCompatible && !/^(?:MSIE|Konqueror|Windows|Linux)/i.test(platform[1] ?? '')) {
    found.push({ name: 'compatible-with-browsers', weight: 0.6 });
  }
  // "like Gecko" closes its comment in every browser since 2008.
  if (/like Gecko[;,](?! Safari)|like Gecko\) ?compatible/.test(text))
    found.push({ name: 'word-among-engine', weight: 0.6 });
  if (/AppleWebKit\/[\d.]+\(KHTML/.test(text)) found.push({ name: 'broken-grammar', weight: 0.55 });
  if (!shape.isBalanced) found.push({ name: 'broken-grammar', weight: 0.3 });
  const stranger = strangerSignal(text, shape);
  if (stranger) found.push(stranger);
  return [...found, ...versionSignals(text)];
}

/** Parts that no browser writes. Around the browser of a phone many apps write their names, so only plain words count there. */
function strangerSignal(text: string, { products, comments }: UserAgentShape): Signal | undefined {
  const names = products.filter(isStranger).map(({ name }) => name);
  const remarks = comments
    .slice(1)
    .flat()
    .filter((entry) => WORK.test(entry));
  if (MOBILE.test(text) || TELEVISION.test(text)) {
    return names.some((name) => WORK.test(name)) || remarks.some((entry) => DECLARED.test(entry))
      ? { name: 'program-among-products', weight: 0.55 }
      : undefined;
  }
  names.push(...(comments[0] ?? []).filter((entry) => !DESKTOP_ENTRY.test(entry)));
  if (remarks.length > 0 || names.some((name) => WORK.test(name) || TRADE.test(name))) {
    return { name: 'program-among-products', weight: 0.7 };
  }
  if (names.length === 0) return undefined;
  // An app on Electron is somebody's desktop program.
  return { name: 'unknown-product', weight: /Electron\//.test(text) ? 0.2 : 0.45 };
}

const isStranger = ({ name, version }: Product): boolean =>
  !isBrowserProduct(name) && !/^\d/.test(name) && !(version === undefined && name.length < 3);
