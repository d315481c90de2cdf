import { entropy, hasChecksum, isJsonWebToken, isPlaceholder, looksChosen } from './checks.js';
import type { SecretRule } from './secret-rule.js';

/** Random characters have more bits each than words and repeated ones. */
const isRandom = (secret: string) => entropy(secret) > 3 && !isPlaceholder(secret);
/** In front of a token: nothing that would make it the end of a longer word. */
const START = '(?<![A-Za-z0-9_-])';

const token = (rule: string, body: string, score = 0.97, check: SecretRule['check'] = isRandom): SecretRule => ({
  rule,
  pattern: new RegExp(`${START}${body}(?![A-Za-z0-9_])`, 'g'),
  score,
  check,
});

/** Forms that issuers document for their tokens; a new issuer is a line. */
const tokens: readonly SecretRule[] = [
  token('secret.aws-access-key', '(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}'),
  token('secret.github-token', 'gh[pousr]_[A-Za-z0-9]{36}', 0.98, hasChecksum),
  token('secret.github-token', 'github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}'),
  token('secret.npm-token', 'npm_[A-Za-z0-9]{36}'),
  token('secret.gitlab-token', 'gl(?:pat|rt|dt|cbt|ptt|ft|soat)-[A-Za-z0-9_-]{20,64}'),
  token('secret.slack-token', 'xox[abeoprs]-[A-Za-z0-9-]{10,250}'),
  token('secret.stripe-key', '(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,247}'),
  token('secret.webhook-secret', 'whsec_[A-Za-z0-9+/=]{24,100}'),
  token('secret.google-api-key', 'AIza[A-Za-z0-9_-]{35}'),
  token('secret.google-oauth', '(?:GOCSPX-[A-Za-z0-9_-]{28}|ya29\\.[A-Za-z0-9_-]{30,500})'),
  token('secret.anthropic-key', 'sk-ant-[A-Za-z0-9_-]{24,200}'),
  token(
    'secret.openai-key',
    'sk-(?:proj-|svcacct-|admin-)?[A-Za-z0-9_-]{20,200}',
    0.93,
    (secret) => /\d/.test(secret) && isRandom(secret),
  ),
  token('secret.hugging-face-token', 'hf_[A-Za-z]{34}'),
  token('secret.pypi-token', 'pypi-AgEIcHlwaS5vcmc[A-Za-z0-9_-]{50,500}'),
  token('secret.sendgrid-key', 'SG\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}'),
  token('secret.mailgun-key', 'key-[0-9a-f]{32}'),
  token('secret.mailchimp-key', '[0-9a-f]{32}-us\\d{1,2}'),
  token('secret.twilio-key', 'SK[0-9a-f]{32}'),
  token('secret.digitalocean-token', 'do[oprt]_v1_[0-9a-f]{64}'),
  token('secret.shopify-token', 'shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}'),
  token('secret.telegram-token', '\\d{8,10}:AA[A-Za-z0-9_-]{33}'),
  token('secret.meta-token', 'EAA[A-Za-z0-9]{60,300}'),
  token('secret.age-key', 'AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}'),
  token(
    'secret.slack-webhook',
    'https://hooks\\.slack\\.com/services/T[A-Z0-9]{6,12}/B[A-Z0-9]{6,12}/[A-Za-z0-9]{20,30}',
  ),
  token(
    'secret.json-web-token',
    'eyJ[A-Za-z0-9_-]{10,2000}\\.[A-Za-z0-9_-]{2,8000}\\.[A-Za-z0-9_-]{0,2000}',
    0.97,
    isJsonWebToken,
  ),
];

const NAMES =
  'password|passwort|kennwort|passwd|pwd|passphrase|pin-code|api[-_ ]?key|apikey|secret[-_ ]?key|client[-_ ]?secret|access[-_ ]?token|auth[-_ ]?token|refresh[-_ ]?token|private[-_ ]?key|secret|token|zugangsdaten|geheimnis|account[-_]?key|shared[-_]?access[-_]?key';

/** Every kind of secret but private keys, which span lines (see `private-keys.ts`). */
export const secretRules: readonly SecretRule[] = [
  ...tokens,
  {
    rule: 'secret.url-password',
    pattern:
      /(?<![A-Za-z0-9])[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/?#@"'<>]{0,100}:([^\s/?#@"'<>]{1,200})@[^\s/?#@"'<>]{1,250}/gi,
    score: 0.95,
    check: (secret) => !isPlaceholder(secret),
  },
  {
    rule: 'secret.authorization',
    pattern:
      /(?<![A-Za-z])(?:authorization["']?\s{0,3}[:=]\s{0,3}["']?)?(?:bearer|basic)\s{1,3}([A-Za-z0-9._~+/-]{16,4000}={0,2})/gi,
    score: 0.9,
    check: (secret) => /\d/.test(secret) && isRandom(secret),
  },
  {
    rule: 'secret.aws-secret-key',
    pattern:
      /(?<![A-Za-z])aws.{0,20}?(?:secret|key)["']?\s{0,3}[:=]\s{0,3}["']?([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/gi,
    score: 0.95,
    check: isRandom,
  },
  {
    rule: 'secret.password',
    pattern: new RegExp(
      `(?<![\\p{L}])(?:${NAMES})["']?(?:\\s{0,3}(?::=|=>|[:=])\\s{0,3}|\\s(?:ist|lautet|is|was|war)\\s)["'„“\`]?([^\\s"'“”\`,;<>]{6,200})`,
      'giu',
    ),
    score: 0.85,
    check: (secret) => looksChosen(secret.replace(/[.!?)]+$/, '')) || (secret.length >= 8 && looksChosen(secret)),
  },
];
