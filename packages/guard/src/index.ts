export {
  type Canonicalised,
  type CanonicaliseLimits,
  createCanonicaliser,
  defaultLimits,
} from './canonicalise/canonicalise.js';
export { disguises } from './canonicalise/disguises.js';
export { originalSpan, type View } from './canonicalise/view.js';
export {
  type AdmittedContext,
  admitContext,
  type ContextItem,
  type ContextPolicy,
  LINK_REMOVED,
} from './context/admit.js';
export { type LabelledSpan, LabelledText, type TextLabel, type Trust, trustLevels } from './context/labelled-text.js';
export { createDeepChecker, type DeepCheck, type DeepCheckerParts, withoutDeep } from './deep/deep-checker.js';
export { joinNameParts, type NamePart } from './deep/join-names.js';
export { detectWithModel } from './deep/merge-entities.js';
export { type SentenceHead, sentenceLogOdds, sentenceScore } from './deep/sentence-head.js';
export { guardErrors } from './errors.js';
export { type CompensationStep, compensateTask } from './gate/compensate.js';
export * from './gate/decision.js';
export * from './gate/execution-ports.js';
export { digestOf, type ExecuteOptions, type Execution, type ExecutorParts, GatedExecutor } from './gate/executor.js';
export { type CallerLimits, Gate, type GateRules } from './gate/gate.js';
export { compileGrants, GRANT_SCHEMA, type GrantAnswer, type GrantContext, type Grants } from './gate/grants.js';
export { type KillSwitch, stoppedBy } from './gate/kill-switch.js';
export * from './gate/label.js';
export { MemoryJournal } from './gate/memory-journal.js';
export { type Reading, TaskContext } from './gate/task-context.js';
export { type PlannedStep, TaskPlan } from './gate/task-plan.js';
export * from './gate/tool.js';
export type { HeadReading, InjectionModels } from './injection/detector.js';
export { CharacterModel } from './language/character-model.js';
export { identifyLanguage, type Language } from './language/identify.js';
export { type BudgetLimit, Budgets, type Overrun, type Reservation } from './limits/budget.js';
export { CostAnomalies, type CostAnomaly } from './limits/cost-anomaly.js';
export { type Rate, TokenBuckets } from './limits/token-buckets.js';
export { type Calibration, calibrated } from './linear/calibration.js';
export { type AccessibilityFinding, findBarriers } from './output/accessibility.js';
export { type BrandRules, createBrandDetector, type Product } from './output/brand.js';
export { type Disclosure, lacksDisclosure } from './output/disclosure.js';
export { type Confidential, createLeakDetector } from './output/leak.js';
export * from './personal-data/index.js';
export { type CheckerParts, type CheckOptions, createTextChecker } from './pipeline/check-text.js';
export type { CheckedText, DeepModels, Detector } from './pipeline/detector.js';
export { fastDetectors, type TenantRules } from './pipeline/fast-detectors.js';
export { defaultPolicy, type GuardPolicy, type OwaspId, owaspIds, type PolicyRule } from './pipeline/policy.js';
export { policyOf, tenantRulesOf } from './pipeline/policy-document.js';
export { detectSecrets } from './secrets/detect-secrets.js';
export * from './text-check.js';
export { createToxicityDetector, type ToxicityReading } from './toxicity/detector.js';
export { characterModel } from './weights/character-model.js';
export { shippedInjectionModels, shippedSentenceHead, shippedToxicity } from './weights/shipped.js';
