/** Secrets that are told by their form. Every expression is linear and bounded. */
const FORMS: readonly (readonly [rule: string, score: number, form: RegExp])[] = [
  ['secret.private-key', 0.99, /-----BEGIN (?:[A-Z]{2,12} ){0,3}PRIVATE KEY-----/g],
  ['secret.aws-key', 0.98, /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g],
  ['secret.github-token', 0.99, /\b(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{60,255})/g],
  ['secret.gitlab-token', 0.98, /\bglpat-[A-Za-z0-9_-]{20,64}/g],
  ['secret.slack-token', 0.98, /\bxox[abprs]-[A-Za-z0-9-]{10,250}/g],
  ['secret.google-key', 0.97, /\bAIza[0-9A-Za-z_-]{35}/g],
  ['secret.stripe-key', 0.98, /\b[rs]k_(?:live|test)_[0-9A-Za-z]{16,250}/g],
  ['secret.model-key', 0.97, /\bsk-(?:ant-|proj-)?[A-Za-z0-9_-]{20,250}/g],
  ['secret.npm-token', 0.98, /\bnpm_[A-Za-z0-9]{36}/g],
  ['secret.jwt', 0.95, /\beyJ[A-Za-z0-9_-]{8,2000}\.eyJ[A-Za-z0-9_-]{8,4000}\.[A-Za-z0-9_-]{8,1000}/g],
  ['secret.url-password', 0.95, /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@]{1,100}:[^\s:/@]{3,100}@[^\s/]{1,250}/gi],
];

/** A name of a secret with a value behind it. */
const NAMED =
  /\b(?:password|passwd|passwort|kennwort|api[ _-]?key|api[ _-]?schlüssel|secret[ _-]?key|client[ _-]?secret|access[ _-]?token|auth[ _-]?token|bearer)["']?\s{0,3}(?:(?:is|lautet|ist)\s{0,3}:?|[:=])\s{0,3}["'„“]?([^\s"'„“”<>,;]{6,200})/gi;
const PLACEHOLDER =
  /^(?:\*+|x{3,}|\.{3,}|<.*|\$\{.*|your[-_ ].*|example.*|changeme|null|none|true|false|required|\[.*)$/i;

export interface Secret {
  readonly rule: string;
  readonly start: number;
  readonly end: number;
  readonly score: number;
}

/** Keys, tokens and passwords in a text, by form or by the name before them. */
export function findSecrets(text: string): Secret[] {
  const found: Secret[] = [];
  for (const [rule, score, form] of FORMS)
    for (const match of text.matchAll(form))
      found.push({ rule, score, start: match.index, end: match.index + match[0].length });
  for (const match of text.matchAll(NAMED)) {
    const value = match[1] ?? '';
    const end = match.index + match[0].length;
    const isWord = /^\p{L}+[.!?]?$/u.test(value);
    if (isWord || PLACEHOLDER.test(value) || found.some((one) => one.start < end && one.end > end - value.length))
      continue;
    found.push({ rule: 'secret.named', score: 0.8, start: end - value.length, end });
  }
  return found.sort((a, b) => a.start - b.start);
}
