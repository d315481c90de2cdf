import { findSecrets } from './secrets.js';

describe('findSecrets', () => {
  it.each([
    ['an AWS key', 'AKIAIOSFODNN7EXAMPLE', 'secret.aws-key'],
    ['a GitHub token', `ghp_${'a1'.repeat(18)}`, 'secret.github-token'],
    ['a private key', '-----BEGIN RSA PRIVATE KEY-----', 'secret.private-key'],
    ['a Slack token', 'xoxb-123456789012-abcdef', 'secret.slack-token'],
    ['a Stripe key', `sk_live_${'4eC39HqL'.repeat(3)}`, 'secret.stripe-key'],
    ['a JWT', `eyJ${'a'.repeat(20)}.eyJ${'b'.repeat(30)}.${'c'.repeat(40)}`, 'secret.jwt'],
    ['a password in a URL', 'postgres://app:s3cret@db.example/shop', 'secret.url-password'],
    ['a named password', 'Das Passwort lautet: Sommer2031!', 'secret.named'],
    ['a named key', 'api_key = "9f8e7d6c5b4a"', 'secret.named'],
  ])('%s', (_name, text, rule) => {
    expect(findSecrets(`Use ${text} please`).map((one) => one.rule)).toEqual([rule]);
  });

  it.each([
    ['a placeholder', 'password: ********'],
    ['a variable', 'api_key=${API_KEY}'],
    ['a sentence', 'The password is required to log in.'],
    ['a German sentence', 'Ihr Passwort ist abgelaufen.'],
    ['an order number', 'Order AKIA-1234'],
  ])('not %s', (_name, text) => {
    expect(findSecrets(text)).toEqual([]);
  });
});
