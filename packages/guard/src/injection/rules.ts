import { bitOf, type Cue } from './cues.js';
import type { SentenceStructure } from './structure.js';

/** A rule looks at one sentence: what it holds is enough to say so without a model. */
export interface SentenceRule {
  readonly id: string;
  /** Precision on the development sets, rounded down; the score of its findings. */
  readonly score: number;
  readonly matches: (text: string, structure: SentenceStructure) => boolean;
}

const has = (structure: SentenceStructure, ...cues: readonly Cue[]) =>
  cues.every((cue) => (structure.present & bitOf(cue)) !== 0);

/** Whether words with these cues stand in this order, each at most `within` words after the one before. */
function inOrder(structure: SentenceStructure, cues: readonly Cue[], within: number): boolean {
  const masks = cues.map(bitOf);
  return structure.cues.some((cue, start) => {
    if ((cue & (masks[0] ?? 0)) === 0) return false;
    let at = start;
    return masks.slice(1).every((mask) => {
      const limit = at + within;
      for (let next = at + 1; next <= limit && next < structure.cues.length; next++)
        if (((structure.cues[next] ?? 0) & mask) !== 0) {
          at = next;
          return true;
        }
      return false;
    });
  });
}

const TEMPLATE_TOKENS =
  /<\|(?:im_start|im_end|system|start_header_id|eot_id|endoftext)\|?>|\[\/?INST\]|<<\/?SYS>>|^\s*#{2,}\s*(?:system|new instructions?|neue anweisung(?:en)?)\s*:/i;
const PERSONA =
  /\b(?:you are (?:now|no longer)|now you are|you(?:'re| are) going to (?:act|be|play)|from now on,? you|pretend (?:to be|that you|you)|i want you to (?:act|be|pretend)|act(?:ing)? as (?:a|an|if|the)|stay in character|du bist (?:jetzt|nun|ab jetzt|ab sofort)|(?:jetzt|nun) bist du|tu so,? als|stell dir vor,? du (?:bist|wärst)|ich möchte,? dass (?:du|sie) als)/i;
const UNBOUND =
  /\b(?:do anything now|no (?:longer )?(?:restrict|rules|filter|limit|ethic|moral)\w*|without (?:any )?(?:restrict|rules|filter|limit|censor|ethic|moral)\w*|jailbr[eo]ak\w*|never refuse|not? (?:bound|restricted|limited) by|free (?:from|of) (?:all|any|the)|break(?:ing)? (?:free|character)|(?:developer|god|dan|debug) mode (?:enabled|on|activated)|uncensored|unfiltered|amoral|ohne (?:jede )?(?:einschränkung|regeln|filter|moral|grenzen)\w*|keine(?:rlei)? (?:regeln|einschränkungen|moral|filter)|ungefiltert|unzensiert)/i;
const JAILBREAK =
  /\b(?:do anything now|stay(?:ing)? in (?:character|role)|break(?:ing)? character|(?:developer|god|dan|jailbreak) mode (?:is )?(?:enabled|on|activated|output)|opposite mode|no (?:ethical|moral) (?:or \w+ )?(?:guidelines|restrictions|limitations|boundaries)|(?:unfiltered|uncensored|amoral|unrestricted) (?:ai|chatbot|response|answer|model|and)|bleib(?:e|st)? (?:immer )?in (?:deiner|der) rolle|entwicklermodus)\b/i;
const EXFILTRATION =
  /!\[[^\]]{0,200}\]\(\s*https?:\/\/[^)\s]{1,300}[?&][^)\s]{0,200}(?:=|\{)|\b(?:send|forward|e-?mail|post|upload|exfiltrate|leak|sende|schicke|leite|übermittle)\b.{0,80}\b(?:conversation|chat history|password|credentials|api key|all data|customer (?:list|data)|secrets?|system prompt|gespräch|passw(?:ort|örter)|zugangsdaten|alle daten|kundenliste|kundendaten)\b.{0,60}\b(?:to|an)\b/i;
const POSSESSIVE = /\b(?:your|deine[nmrs]?|dein|ihre[nmrs]?|system)\b/i;
const CONDITION = /\b(?:if you|falls|wenn|sofern|in case|already|bereits|schon)\b/i;

/** Rules of high precision; the order is that of the findings. */
export const sentenceRules: readonly SentenceRule[] = [
  {
    // "Ignore all previous instructions", and with the German verb at the end: "alle bisherigen Anweisungen ignorieren".
    id: 'injection.override',
    score: 0.97,
    matches: (text, structure) =>
      has(structure, 'override', 'instruction') &&
      !CONDITION.test(text) &&
      !(structure.asks && structure.words.length < 16 && !structure.imperative) &&
      (inOrder(structure, ['override', 'earlier', 'instruction'], 5) ||
        inOrder(structure, ['override', 'all', 'instruction'], 5) ||
        (inOrder(structure, ['earlier', 'instruction', 'override'], 8) && structure.verbFinal) ||
        (inOrder(structure, ['all', 'instruction', 'override'], 8) && (structure.verbFinal || has(structure, 'you'))) ||
        (inOrder(structure, ['override', 'you', 'instruction'], 4) && structure.imperative)),
  },
  {
    id: 'injection.extraction',
    score: 0.95,
    matches: (text, structure) =>
      /prompt|instru(?:ction|ktion)|anweisung|vorgaben/i.test(text) &&
      POSSESSIVE.test(text) &&
      (inOrder(structure, ['reveal', 'secret'], 6) ||
        inOrder(structure, ['reveal', 'you', 'instruction'], 5) ||
        (inOrder(structure, ['secret', 'reveal'], 5) && structure.verbFinal)) &&
      has(structure, 'reveal', 'you'),
  },
  {
    id: 'injection.persona',
    score: 0.95,
    matches: (text) => PERSONA.test(text) && UNBOUND.test(text),
  },
  { id: 'injection.jailbreak', score: 0.95, matches: (text) => JAILBREAK.test(text) },
  { id: 'injection.template', score: 0.96, matches: (text) => TEMPLATE_TOKENS.test(text) },
  { id: 'injection.exfiltration', score: 0.93, matches: (text) => EXFILTRATION.test(text) },
];
