import { isIPv4, isIPv6 } from 'node:net';
import { REDACTED } from './redacted.js';

/** Not behind "v", "version", "/" or another number: those are versions of programs. */
const V4 = /(?<![\w./-])(?<!\b(?:version|release|build)\s)\d{1,3}(?:\.\d{1,3}){3}(?![\w-]|\.\d)/gi;
const V6 = /(?<![\w:.])[0-9a-f:]{2,}:[0-9a-f:.]*[0-9a-f:](?![\w:])/gi;
/** Times and aspect ratios have few colons and no double one. */
const MIN_COLONS = 3;

/** Replaces IPv4 addresses. */
export function redactIpv4Addresses(text: string): string {
  return text.replace(V4, (found) => (isIPv4(found) ? REDACTED : found));
}

/** Replaces IPv6 addresses. */
export function redactIpv6Addresses(text: string): string {
  if (!text.includes('::') && text.split(':').length <= MIN_COLONS) return text;
  return text.replace(V6, (found) => (isIPv6(found) ? REDACTED : found));
}
