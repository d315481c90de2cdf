import type { DeviceClass } from '@stellwerk/contracts';

/** First what names a device outright, then what only an operating system tells. Order matters: a TV may say "Android". */
const BY_TOKEN: readonly (readonly [DeviceClass, RegExp])[] = [
  ['headset', /OculusBrowser|\bMobile VR\b|\bQuest \d|\bPico ?\d?\b.*\bVR\b|\bWolvic\b|Vision ?OS/i],
  ['console', /PlayStation|Nintendo|\bXbox\b|Steam ?Deck/i],
  ['car', /\bTesla\b|QtCarBrowser|\bTiVoAuto\b|Android Automotive|\bAAOS\b/i],
  ['watch', /\bWatch ?OS\b|Apple ?Watch|\bWear ?OS\b|SM-R\d{3}\b/i],
  [
    'tv',
    /Smart-?TV|SmartTv|HbbTV|Apple ?TV|Google ?TV|Android ?TV|\bAFT[A-Z]|BRAVIA|NetCast|Web0S|Large Screen|\bRoku\b|VIERA|\bCrKey\b|\btvOS\b|DTV|Tizen.*\bTV\b|\bVestel\b/i,
  ],
  ['tablet', /\biPad\b|\bTablet\b|PlayBook|\bKindle\b|\bSilk\/|\bKF[A-Z]{3,5}\b/i],
  ['phone', /\biPhone\b|\biPod\b|Windows Phone|IEMobile|BlackBerry|\bBB10\b|Opera Mini|\bMobi(?:le)?\b|Symbian|KAIOS/i],
];

const DESKTOP_SYSTEMS =
  /^(?:Windows|Mac OS|macOS|Linux|Ubuntu|Debian|Fedora|Chrome OS|.*BSD|Solaris|Red Hat|SUSE|Mageia)/;

/** What kind of device a user agent names. Android without "Mobile" is a tablet, as Google documents for Chrome. */
export function deviceClassOf(userAgent: string, osFamily: string): DeviceClass {
  for (const [deviceClass, pattern] of BY_TOKEN) if (pattern.test(userAgent)) return deviceClass;
  if (osFamily === 'Android') return /^(?:Dalvik|okhttp|Mozilla\/5\.0 \(Android)/.test(userAgent) ? 'phone' : 'tablet';
  if (osFamily === 'iOS') return 'phone';
  if (/^Windows (?:Phone|Mobile|CE)/.test(osFamily)) return 'phone';
  return DESKTOP_SYSTEMS.test(osFamily) ? 'desktop' : 'other';
}
