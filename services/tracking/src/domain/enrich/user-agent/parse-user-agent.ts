import type { DeviceClass } from '@stellwerk/contracts';
import { PatternSet } from '../../patterns/pattern-set.js';
import { deviceClassOf } from './device-class.js';
import type { UserAgentRule, UserAgentRules } from './rules.js';

/** A browser, program or operating system with the parts of its version, as uap-core's specification names them. */
export interface ParsedVersion {
  readonly family: string;
  readonly major: string | null;
  readonly minor: string | null;
  readonly patch: string | null;
}

export interface ParsedUserAgent {
  /** Family `Other` where no rule fits. */
  readonly browser: ParsedVersion;
  readonly os: ParsedVersion;
  readonly deviceClass: DeviceClass;
}

/** What lies beyond is cut off: no browser sends more, and time to match grows with length. Characters. */
export const MAX_USER_AGENT_LENGTH = 512;

const NONE: ParsedVersion = { family: 'Other', major: null, minor: null, patch: null };

/**
 * Parser after the specification of uap-core (`docs/specification.md` of that package): the first rule that fits gives the
 * family, its groups give the version. Rules are tried only where a text occurs that they need.
 */
export function createUserAgentParser({ browsers, systems }: UserAgentRules): (userAgent: string) => ParsedUserAgent {
  const browserOf = matcher(browsers);
  const systemOf = matcher(systems);
  return (userAgent) => {
    const text = userAgent.slice(0, MAX_USER_AGENT_LENGTH);
    const os = systemOf(text);
    return { browser: browserOf(text), os, deviceClass: deviceClassOf(text, os.family) };
  };
}

function matcher(rules: readonly UserAgentRule[]): (text: string) => ParsedVersion {
  const patterns = new PatternSet(rules.map(({ regex }) => new RegExp(regex)));
  return (text) => {
    const found = patterns.first(text);
    if (!found) return NONE;
    const { family, versions } = rules[found.index] as UserAgentRule;
    const part = (index: number): string | null => {
      const replacement = versions?.[index];
      return (replacement === undefined ? found.match[index + 2] : fill(replacement, found.match)) || null;
    };
    return {
      family: (family === undefined ? found.match[1] : fill(family, found.match)) || NONE.family,
      major: part(0),
      minor: part(1),
      patch: part(2),
    };
  };
}

function fill(replacement: string, match: RegExpExecArray): string {
  return replacement.replace(/\$(\d)/g, (_text, group) => match[Number(group)] ?? '').trim();
}
