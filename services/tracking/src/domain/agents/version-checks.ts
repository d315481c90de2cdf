import type { Signal } from './signal.js';

/** Major versions of Chrome with the build of their release (Chromium's release tags); between them builds grow evenly. */
const CHROME_BUILDS: readonly (readonly [major: number, build: number])[] = [
  [28, 1500],
  [32, 1700],
  [40, 2214],
  [45, 2454],
  [50, 2661],
  [60, 3112],
  [70, 3538],
  [75, 3770],
  [80, 3987],
  [85, 4183],
  [90, 4430],
  [94, 4606],
  [97, 4692],
  [100, 4896],
  [105, 5195],
  [110, 5481],
  [120, 6099],
  [131, 6778],
  [140, 7339],
  [144, 7559],
  [154, 8037],
];
const TOLERANCE = 60;
/** Chrome has had about 13 versions a year; one that lies further ahead does not exist yet. */
const MAX_AHEAD = 40;
/** From here on Chrome on desktops writes zeros behind the major version (Chrome's "User-Agent reduction", phase 5). */
const REDUCED_FROM = 107;

/** What cannot be, or hardly is, in the versions that a browser's user agent gives. */
export function versionSignals(userAgent: string): Signal[] {
  const found: Signal[] = [];
  const [, chromeMajor = ''] = /\bChrome\/(\d{1,4})/.exec(userAgent) ?? [];
  const chrome = Number(chromeMajor);
  if (/\bChrome\/[^\d\s]/.test(userAgent) || hasImpossibleBuild(userAgent) || contradictsItself(userAgent)) {
    found.push({ name: 'impossible-version', weight: 0.6 });
  }
  // Browsers on iOS have said CriOS since Chrome 19; a later "Chrome" there is an emulated device.
  if (chrome >= 28 && /\((?:iPhone|iPad|iPod)/.test(userAgent))
    found.push({ name: 'impossible-platform', weight: 0.5 });
  if (/Windows NT 1[1-9]/.test(userAgent)) found.push({ name: 'impossible-platform', weight: 0.5 });
  if (isUnreduced(userAgent, chrome)) found.push({ name: 'unreduced-version', weight: 0.3 });
  if (/MSIE [2-8]\.|Windows (?:98|95|NT 5)|Firefox\/[1-3]?\d\.|Chrome\/[1-4]?\d\./.test(userAgent)) {
    found.push({ name: 'outdated-browser', weight: 0.2 });
  }
  return found;
}

function hasImpossibleBuild(userAgent: string): boolean {
  const match = /\b(?:Chrome|CriOS)\/(\d{1,4})\.(\d{1,5})\.(\d{1,5})\.\d/.exec(userAgent);
  if (!match) return false;
  const [newest] = CHROME_BUILDS.at(-1) as readonly [number, number];
  const major = Number(match[1]);
  if (major > newest + MAX_AHEAD) return true;
  const build = Number(match[3]);
  const expected = expectedBuild(major);
  return build !== 0 && expected !== undefined && Math.abs(build - expected) > TOLERANCE;
}

function expectedBuild(major: number): number | undefined {
  const after = CHROME_BUILDS.findIndex(([known]) => known >= major);
  if (after < 1) return undefined;
  const [fromMajor, fromBuild] = CHROME_BUILDS[after - 1] as readonly [number, number];
  const [toMajor, toBuild] = CHROME_BUILDS[after] as readonly [number, number];
  return fromBuild + ((major - fromMajor) * (toBuild - fromBuild)) / (toMajor - fromMajor);
}

/** Two numbers that a browser writes from one: engine and Safari of Chrome, `rv` and version of Firefox. */
function contradictsItself(userAgent: string): boolean {
  const blink = /AppleWebKit\/537\.36 .{0,200}\bChrome\/(?:2[89]|[3-9]\d|1\d\d)\..{0,200}\bSafari\/(\d[\d.]*)/.exec(
    userAgent,
  );
  if (blink?.[1] !== undefined && blink[1].replace(/\.$/, '') !== '537.36') return true;
  const gecko = /\brv:(\d{2,4})\.\d.{0,60}\bFirefox\/(\d{2,4})\.\d/.exec(userAgent);
  if (!gecko) return false;
  const [rv, version] = [Number(gecko[1]), Number(gecko[2])];
  // Firefox 110 to 119 wrote rv:109.0 (Mozilla bug 1805967).
  return rv !== version && !(rv === 109 && version >= 110 && version <= 119);
}

function isUnreduced(userAgent: string, chrome: number): boolean {
  if (chrome < REDUCED_FROM || !/\((?:Windows NT|Macintosh|X11)/.test(userAgent)) return false;
  if (/Electron\/|QtWebEngine\/|OPR\/|CEF\/|Edg|OBS\/|VR /.test(userAgent)) return false;
  return /\bChrome\/\d+\.\d+\.[1-9]\d{3}\./.test(userAgent) || /Mac OS X (?:1[1-9]|2\d)[_.]/.test(userAgent);
}
