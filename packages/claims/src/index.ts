export { isContent, keysOf, says, weightOf } from './alignment/weights.js';
export { claimFindings } from './claim-findings.js';
export { areOpposites } from './lexicon/opposites.js';
export { type ClaimModels, verifyWithModels } from './ports.js';
export { type Mismatch, type RuleName, ruleNames } from './rules/rule.js';
export { type ClaimVerdict, createClaimVerifier, verifyClaim } from './verify.js';
