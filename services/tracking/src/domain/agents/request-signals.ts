import type { Signal } from './signal.js';

type Headers = Readonly<Record<string, string | undefined>>;

/** Client hints name the engine by one of these, and the version beside it is the engine's. */
const ENGINE = /"(?:Chromium|Google Chrome|Microsoft Edge|Opera|Brave|HeadlessChrome)";v="(\d{1,4})/;
const CHROMIUM = /\b(?:Chrome|Chromium|CriOS)\/(\d{1,4})/;
const PLATFORMS: readonly (readonly [hint: string, userAgent: RegExp])[] = [
  ['Windows', /Windows/],
  ['macOS', /Macintosh|Mac OS X/],
  ['Android', /Android/],
  ['iOS', /iPhone|iPad|iPod/],
  ['Chrome OS', /CrOS/],
  ['Chromium OS', /CrOS/],
  ['Linux', /Linux|X11/],
];

/**
 * What the headers of a request say against the browser that its user agent claims: what every browser sends and is missing,
 * and client hints (W3C "User-Agent Client Hints") that tell another story.
 */
export function requestSignals(userAgent: string, headers: Headers): Signal[] {
  const found: Signal[] = [];
  const add = (name: string, weight: number) => found.push({ name, weight });
  // RFC 9110 §10.1.2: "From" is for robots.
  if (headers.from !== undefined) add('from-header', 0.9);
  if (!userAgent.startsWith('Mozilla/')) return found;
  if (headers['accept-language'] === undefined) add('no-accept-language', 0.35);
  if (headers['accept-encoding'] === undefined) add('no-accept-encoding', 0.25);
  const hints = headers['sec-ch-ua'];
  if (hints !== undefined) found.push(...hintSignals(userAgent, hints, headers));
  return found;
}

function hintSignals(userAgent: string, hints: string, headers: Headers): Signal[] {
  const found: Signal[] = [];
  if (/Headless/i.test(hints)) found.push({ name: 'headless-hint', weight: 0.95 });
  const claimed = CHROMIUM.exec(userAgent)?.[1];
  // Only Chromium sends these hints.
  if (claimed === undefined) found.push({ name: 'hints-of-another-browser', weight: 0.6 });
  const hinted = ENGINE.exec(hints)?.[1];
  if (claimed !== undefined && hinted !== undefined && claimed !== hinted) {
    found.push({ name: 'hints-of-another-version', weight: 0.6 });
  }
  const platform = headers['sec-ch-ua-platform']?.replaceAll('"', '');
  const expected = PLATFORMS.find(([hint]) => hint === platform)?.[1];
  if (expected && !expected.test(userAgent)) found.push({ name: 'hints-of-another-system', weight: 0.4 });
  return found;
}
