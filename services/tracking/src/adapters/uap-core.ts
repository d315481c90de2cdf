import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parse } from 'yaml';
import { z } from 'zod';
import { browserAdditions } from '../domain/enrich/user-agent/additions.js';
import type { UserAgentRules } from '../domain/enrich/user-agent/rules.js';

const text = z.string().optional();

/** The parts of `regexes.yaml` that are used; device rules are not, because makers and models tell single devices apart. */
const regexes = z.object({
  user_agent_parsers: z.array(
    z.object({
      regex: z.string(),
      family_replacement: text,
      v1_replacement: text,
      v2_replacement: text,
      v3_replacement: text,
    }),
  ),
  os_parsers: z.array(
    z.object({
      regex: z.string(),
      os_replacement: text,
      os_v1_replacement: text,
      os_v2_replacement: text,
      os_v3_replacement: text,
    }),
  ),
});

/** Reads the rules of npm `uap-core` (Apache-2.0), with our own for newer clients before them. */
export function readUserAgentRules(): UserAgentRules {
  const file = createRequire(import.meta.url).resolve('uap-core/regexes.yaml');
  const given = regexes.parse(parse(readFileSync(file, 'utf8'), { schema: 'failsafe' }));
  const browsers = given.user_agent_parsers.map((rule) => ({
    regex: rule.regex,
    family: rule.family_replacement,
    versions: [rule.v1_replacement, rule.v2_replacement, rule.v3_replacement],
  }));
  const systems = given.os_parsers.map((rule) => ({
    regex: rule.regex,
    family: rule.os_replacement,
    versions: [rule.os_v1_replacement, rule.os_v2_replacement, rule.os_v3_replacement],
  }));
  return { browsers: [...browserAdditions, ...browsers], systems };
}
