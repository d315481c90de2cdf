import { originalSpan } from '../canonicalise/view.js';
import { createInjectionDetector, type InjectionModels, type Sighting } from '../injection/detector.js';
import { findSuffixes } from '../injection/suffix.js';
import { identifyLanguage } from '../language/identify.js';
import { findBarriers } from '../output/accessibility.js';
import { type BrandRules, createBrandDetector } from '../output/brand.js';
import { type Disclosure, lacksDisclosure } from '../output/disclosure.js';
import { type Confidential, createLeakDetector } from '../output/leak.js';
import { detectPersonalData } from '../personal-data/detect.js';
import type { Entity } from '../personal-data/entity.js';
import { detectSecrets } from '../secrets/detect-secrets.js';
import { type Finding, type FindingCategory, type Provenance, provenances, type Remedy } from '../text-check.js';
import { createToxicityDetector } from '../toxicity/detector.js';
import { shippedInjectionModels, shippedToxicity } from '../weights/shipped.js';
import type { CheckedText, Detector } from './detector.js';

/** What a tenant adds to the detectors that everybody has. */
export interface TenantRules {
  readonly languages?: readonly string[];
  readonly confidential?: Confidential;
  readonly brand?: BrandRules;
  readonly disclosure?: Disclosure;
  /** The verifier of claims against sources, where there is one. */
  readonly claims?: (text: string, sources: readonly string[]) => readonly Finding[];
  /** Other models than those that are shipped. */
  readonly injection?: InjectionModels;
}

const untrusted: readonly Provenance[] = ['user', 'document', 'tool', 'output'];
const SECRET_MASK: Remedy = { text: '[secret]' };
export const INSTRUCTION_MASK: Remedy = { text: '[instruction removed]' };

/** The detectors of the fast tier, cheapest first: what runs out of time is the dearest. */
export function fastDetectors(rules: TenantRules = {}): Detector[] {
  const injections = createInjectionDetector(rules.injection ?? shippedInjectionModels());
  const { model, reading } = shippedToxicity();
  const detectToxicity = createToxicityDetector(model, reading);
  const detectors: Detector[] = [
    { id: 'obfuscation', provenances: untrusted, detect: hiddenText },
    {
      id: 'injection',
      provenances: untrusted,
      detect: (checked) => [
        ...everyView(checked, 'injection', (text) => injections.detect(text, checked.provenance), INSTRUCTION_MASK),
        ...(checked.provenance === 'user' ? everyView(plainest(checked), 'injection', findSuffixes) : []),
      ],
      highestScore: ({ views, provenance }) =>
        Math.max(0, ...views.map(({ text }) => injections.highestScore(text, provenance))),
    },
    {
      id: 'secret',
      provenances: untrusted,
      detect: (checked) => everyView(checked, 'secret', detectSecrets, SECRET_MASK),
    },
    {
      id: 'language',
      provenances: ['user', 'document', 'tool'],
      detect: unexpectedLanguage(rules.languages ?? ['de', 'en']),
    },
    {
      id: 'toxicity',
      provenances: ['user', 'output'],
      detect: (checked) => everyView(checked, 'toxicity', detectToxicity),
    },
    { id: 'personal-data', provenances: untrusted, detect: personalData },
  ];
  const { confidential, brand, disclosure, claims } = rules;
  if (confidential) {
    const findLeaks = createLeakDetector(confidential);
    detectors.push({
      id: 'leak',
      provenances: ['output', 'tool'],
      detect: (checked) => everyView(checked, 'leak', findLeaks),
    });
  }
  if (brand) {
    const findIssues = createBrandDetector(brand);
    detectors.push({
      id: 'brand',
      provenances: ['output'],
      detect: (checked) => everyView(plainest(checked), 'brand', findIssues),
    });
  }
  if (claims)
    detectors.push({
      id: 'claim',
      provenances: ['output'],
      detect: ({ text, sources }) => (sources.length > 0 ? claims(text, sources) : []),
    });
  detectors.push({
    id: 'accessibility',
    provenances: ['output'],
    detect: ({ text }) => findBarriers(text).map((one) => ({ ...one, category: 'accessibility', layer: 'text' })),
  });
  if (disclosure)
    detectors.push({
      id: 'disclosure',
      provenances: ['output'],
      detect: ({ text }) => {
        const end = text.length;
        const remedy = { text: `\n\n${disclosure.notice}` };
        return lacksDisclosure(text, disclosure)
          ? [{ rule: 'disclosure.missing', category: 'disclosure', start: end, end, score: 1, layer: 'text', remedy }]
          : [];
      },
    });
  return detectors;
}

/** Every kind of provenance that a detector can look at; `system` texts are the tenant's own. */
export const checkedProvenances = provenances.filter((one) => one !== 'system');

/**
 * Looks at every reading of a text. What is seen in several readings is one finding, of the plainest; what stands as such
 * in the original is of layer `text`, even where other parts had to be decoded.
 */
function everyView(
  { text, views }: CheckedText,
  category: FindingCategory,
  look: (text: string) => readonly (Sighting & { readonly remedy?: Remedy })[],
  remedy?: Remedy,
): Finding[] {
  const found: Finding[] = [];
  for (const view of views) {
    for (const one of look(view.text)) {
      const span = originalSpan(view, one.start, one.end);
      const isKnown = found.some(
        (other) => other.rule === one.rule && other.start < span.end && other.end > span.start,
      );
      if (isKnown) continue;
      const isPlain = text.slice(span.start, span.end) === view.text.slice(one.start, one.end);
      const layer = isPlain || view.layers.length === 0 ? 'text' : view.layers.join('>');
      const mended = one.remedy ?? remedy;
      found.push({ rule: one.rule, category, ...span, score: one.score, layer, ...(mended && { remedy: mended }) });
    }
  }
  return found;
}

/** The check without what had to be decoded. */
const plainest = (checked: CheckedText): CheckedText => ({ ...checked, views: checked.views.slice(0, 1) });

function hiddenText({ views }: CheckedText): Finding[] {
  return views.flatMap((view): Finding[] => {
    const hiding = view.layers.find((layer) => layer === 'tags' || layer === 'variation-selectors');
    if (hiding === undefined || !view.origin) return [];
    const hidden = /\n[^\n]{4,}\n/.exec(view.text);
    if (!hidden) return [];
    const span = originalSpan(view, hidden.index, hidden.index + hidden[0].length);
    return [
      {
        rule: 'obfuscation.hidden-text',
        category: 'obfuscation',
        ...span,
        score: 0.99,
        layer: hiding,
        remedy: { text: '' },
      },
    ];
  });
}

const unexpectedLanguage =
  (expected: readonly string[]) =>
  (checked: CheckedText): Finding[] => {
    const { code, isReliable } = identifyLanguage(checked.views[0]?.text ?? checked.text);
    if (!isReliable || code === 'unknown' || expected.includes(code)) return [];
    const end = checked.text.length;
    return [
      { rule: 'language.unexpected', category: 'language', start: 0, end, score: 0.9, layer: 'text', detail: code },
    ];
  };

/** Personal data detectors keep to the original: they read disguised writings themselves. */
const personalData = ({ text }: CheckedText): Finding[] => detectPersonalData(text).map(personalDataFinding);

/** What was found as a finding, with its placeholder as the remedy. */
export const personalDataFinding = ({ type, start, end, score }: Entity): Finding => ({
  rule: `personal-data.${type}`,
  category: 'personal-data',
  start,
  end,
  score,
  layer: 'text',
  remedy: { text: `[${type}]` },
});
