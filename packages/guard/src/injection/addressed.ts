import { bitOf } from './cues.js';
import { isRequest, isYourAnswer, type SentenceStructure } from './structure.js';

/**
 * Whom the sentences of a document speak to. What a page asks, it asks of its reader: wash, call, send, fill in. An order
 * is meant for a model only if it is about what a model has, such as an answer, words, a prompt or a tool, or if it asks
 * for what a model does, which is to write, translate, explain and the like.
 */

const setOf = (words: string) => new Set(words.split(/\s+/));

/** Verbs that begin an order cue and that people follow with their hands, their feet or a form. */
const HANDS =
  setOf(`add append augment be begin break call cancel change combine discard display drop embed end enhance erase
  execute find forget forward give group ignore include insert integrate make modify neglect print promote provide put
  remove render replace reset run send show skip start use
  füge baue ersetze entferne ändere beginne beende sende leite rufe führe nimm verwende benutze zeige zeig zeigen gib geben
  drucke drucken nennen löschen lösche streiche streichen vergiss vergesst vergessen ignoriere ignoriert ignorieren
  überspringe überspringen umgehe umgehen weglassen lass ordne sortiere anzeigen`);

/** German verbs at the end of an order that ask for words. */
const SPEAKS =
  setOf(`schreiben verfassen übersetzen formulieren umformulieren zusammenfassen korrigieren erklären erläutern
  beschreiben antworten beantworten wiederholen ausgeben auszugeben verraten offenbaren auflisten vorzeigen`);

/** What a model has or makes, and a reader of a page does not; lower case, without apostrophes. */
const OF_A_MODEL = setOf(`answer answers response responses reply replies output outputs prompt prompts systemprompt
  instruction instructions guideline guidelines directive directives rule rules constraint constraints restriction
  restrictions conversation assistant assistants ai chatbot chatbots bot bots gpt chatgpt llm user users api function
  functions tool tools command commands script code query regex python javascript typescript java sql php html json
  letter letters word words vowel vowels consonant consonants sentence sentences paragraph paragraphs character characters
  punctuation symbol symbols typo typos spelling misspellings anagram anagrams emoji emojis base64 morse rot13 haiku poem
  story essay speech headline plot joke synonym synonyms antonym equivalent translation definition example examples
  explanation introduction
  antwort antworten ausgabe zusammenfassung anweisung anweisungen vorgabe vorgaben regel regeln aufgaben befehl befehle
  einschränkung einschränkungen gespräch assistent assistenten ki sprachmodell nutzer nutzers benutzer benutzers funktion
  werkzeug skript abfrage buchstabe buchstaben wort wörter vokal vokale satz satzes sätze absatz zeichen satzzeichen
  tippfehler gedicht geschichte aufsatz rede überschrift witz übersetzung beispiel beispiele erklärung einleitung`);

/** The end of a sentence that is no question, although it begins like one ("When the snow melts, …"). */
const STATES = /[.!:;,]["'”’»)\]]*$/;

/** Whether a sentence of a document can be an order or a question to a model. */
export function isForModel(text: string, structure: SentenceStructure): boolean {
  const { imperative, verbFinal, asks, forgesRole, opening, words } = structure;
  if (!isRequest(text, structure)) return false;
  if (forgesRole || isYourAnswer(text) || words.some((word) => OF_A_MODEL.has(word))) return true;
  if (imperative) return !HANDS.has(opening);
  if (verbFinal) return SPEAKS.has(words.at(-1) ?? '');
  return asks && !STATES.test(text.trimEnd());
}

const SOMEBODY = bitOf('you') | bitOf('assistant') | bitOf('answer') | bitOf('override');

/** Whether a sentence speaks to somebody at all, or of an assistant or an answer; one that only states takes nobody over. */
export const speaksToSomebody = (text: string, structure: SentenceStructure): boolean =>
  (structure.present & SOMEBODY) !== 0 || structure.forgesRole || structure.shouts || isRequest(text, structure);
