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

/** A share in percent. Below a millionth nobody would move money for it, and the digits are those of the arithmetic. */
export const smallShare = ({ format, language }: PlanTelling, share: number): string => {
  const percent = (one: number): string => `${format.digits(one * 100, 2)}${language === 'de' ? '\u00a0%' : '%'}`;
  return share < 1e-6 ? `<\u00a0${percent(1e-6)}` : percent(share);
};

const inWords = (telling: PlanTelling): string => {
  const { plan, say } = telling;
  const { kind, gap, marginalSpread } = plan.certificate;
  const small = (share: number): string => smallShare(telling, share);
  if (kind === 'kkt') return say('plan.proof.kkt', { spread: small(marginalSpread) });
  if (kind === 'gap') return gap === null ? say('plan.proof.gapOpen') : say('plan.proof.gap', { gap: small(gap) });
  return say('plan.proof.local', { bound: gap === null ? '' : say('plan.proof.localBound', { gap: small(gap) }) });
};
