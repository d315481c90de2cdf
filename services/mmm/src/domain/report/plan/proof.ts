import { paragraph, type Section } from '../elements.js';
import { html } from '../html.js';
import type { PlanTelling } from './plan-telling.js';

/** The certificate of the optimiser in words: what is proven, and what is not. */
export const proof = (telling: PlanTelling): Section => ({
  id: 'proof',
  short: telling.say('plan.nav.proof'),
  title: telling.say('plan.proof.title'),
  body: html`${paragraph(inWords(telling))}${paragraph(telling.say('plan.proof.limits'))}`,
});

const inWords = ({ plan, say, format, language }: PlanTelling): string => {
  const { kind, gap, marginalSpread } = plan.certificate;
  const percent = (share: number): string => `${format.digits(share * 100, 2)}${language === 'de' ? '\u00a0%' : '%'}`;
  // Below a millionth nobody would move money for it, and the digits are those of the arithmetic.
  const small = (share: number): string => (share < 1e-6 ? `<\u00a0${percent(1e-6)}` : percent(share));
  if (kind === 'kkt') return say('plan.proof.kkt', { spread: small(marginalSpread) });
  if (kind === 'gap') return gap === null ? say('plan.proof.gapOpen') : say('plan.proof.gap', { gap: small(gap) });
  return say('plan.proof.local', { bound: gap === null ? '' : say('plan.proof.localBound', { gap: small(gap) }) });
};
