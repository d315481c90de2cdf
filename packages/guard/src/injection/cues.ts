/** What a word can hint at; German and English words of one cue count alike. */
export const cueNames = [
  'override',
  'instruction',
  'earlier',
  'reveal',
  'secret',
  'assistant',
  'you',
  'modal',
  'role',
  'freedom',
  'answer',
  'task',
  'now',
  'all',
  'question',
  'polite',
  'reader',
] as const;
export type Cue = (typeof cueNames)[number];

const words: Readonly<Record<Cue, string>> = {
  override: `ignore ignoring ignored disregard disregarding forget forgetting bypass bypassing override overriding overrule
    dismiss discard unlearn erase skip drop disobey circumvent neglect cancel reset ignoriere ignoriert ignorieren vergiss
    vergesst vergessen missachte missachten missachtest verwirf verwerfen überspringe überspringen umgehe umgehen
    überschreibe überschreiben ignorierst löschen lösche streiche streichen weglassen lass oubliez oublie ignorez
    olvida olvide ignora dimentica esqueça vergeet negeer zignoruj zapomnij zaboravi zanemari ignoriraj unut забудь`,
  instruction: `instruction instructions rule rules guideline guidelines directive directives direction directions command
    commands prompt prompts order orders restriction restrictions constraint constraints task tasks context programming
    training policy policies filter filters safeguards article articles document documents anweisung anweisungen regel regeln
    vorgabe vorgaben aufgabe aufgaben instruktion instruktionen befehl befehle befehlen richtlinie richtlinien einschränkung
    einschränkungen auftrag aufträge systemprompt prompttext kontext ausführungen artikel dokumente sicherheitsregeln consignes règles instrucciones
    reglas istruzioni regole instruções regras instructies regels instrukcje polecenia instrukcije upute talimatları инструкции`,
  earlier: `previous prior above earlier preceding initial original former existing current before beforehand foregoing
    hitherto everything vorherige vorherigen vorheriger bisherige bisherigen bisheriger obige obigen obiger vorige vorigen
    vorangegangenen vorangegangene früheren frühere ursprünglichen ursprüngliche bestehenden davor zuvor vorher oben alles précédentes
    anteriores previas precedenti eerdere vorige poprzednie wcześniejsze prethodne önceki предыдущие`,
  reveal: `print show reveal output repeat display leak tell reproduce expose disclose list write say state zeige zeig zeigen
    gib geben ausgeben auszugeben anzeigen anzuzeigen nenne nennen verrate verraten wiederhole wiederholen drucke drucken
    offenbare offenbaren sag sage sagen schreib schreibe schreiben auflisten vorzeigen`,
  secret: `prompt prompts system secret secrets hidden confidential internal configuration password passwords credentials
    token key keys developer systemprompt geheim geheime geheimen versteckten versteckte internen interne konfiguration
    passwort schlüssel vertraulich vertraulichen entwickler prompttext prompttexte`,
  assistant: `chatgpt gpt gpts ai ais assistant assistants chatbot bot llm model models openai claude gemini llama ki
    assistent assistenz sprachmodell chatbots copilot agent agents modell`,
  you: 'you your yours yourself youre u du dich dir dein deine deinen deinem deiner ihr ihre ihren ihrem sie',
  modal: `must will should shall can cannot never always only required need wont dont going allowed obey comply musst müssen
    sollst sollen wirst werden darfst dürfen kannst niemals nie immer nur ausschließlich stets`,
  role: `act acting pretend roleplay role character persona play playing imagine simulate simulation simulator impersonate
    embody mimic behave game scenario fictional hypothetical fungieren fungierst fungiere rolle spiele spielst spielen figur
    stell tu verhalte verkörpere simuliere wärst wärest szenario fiktiv`,
  freedom: `unfiltered uncensored unrestricted amoral immoral unethical illegal morals morality ethics ethical restrictions
    limits limitless unlimited jailbreak jailbroken dan rebel evil freed unbound censor censorship warnings disclaimers
    harmful uneingeschränkt ungefiltert unzensiert unmoralisch illegal moral ethik grenzen einschränkung gesetze`,
  answer: `answer answers answering respond responds responding response responses reply replies replying output outputs
    message summary antwort antworten antworte antwortest beantworte beantworten ausgabe zusammenfassung`,
  task: `write generate create compose draft translate summarize summarise explain describe list provide give make suggest
    recommend calculate convert rewrite edit analyze analyse compare classify identify define design develop outline produce
    find name add include insert append integrate modify augment enhance replace substitute remove change rearrange combine
    use encode format introduce mention promote embed incorporate send forward call run execute start begin end respond reply
    answer repeat print output tell say show render group break state discuss construct imagine pretend act be put
    schreibe schreib verfasse erstelle entwirf formuliere übersetze erkläre beschreibe fasse nenne gib liste berechne vergleiche
    ordne sortiere empfiehl schlage füge baue ersetze entferne ändere antworte beginne beende wiederhole sende leite rufe führe
    nimm verwende benutze zeige sage generiere entwickle korrigiere kürze`,
  now: 'now instead henceforth immediately jetzt nun ab sofort stattdessen nunmehr',
  all: 'toutes todas tutte alle wszystkie sve tüm все all any every each entire whole alle allen sämtliche jegliche gesamte gesamten ganze jede jeden jeder',
  question: `what who why when where which how whose whom is are was were do does did can could would should has have was wer
    wie warum wieso weshalb wann wo welche welcher welches ist sind war hat haben kann können gibt wird woher wohin`,
  polite: 'please kindly bitte danke thanks thank',
  reader: 'user users reader readers customer human nutzer leser kunden anwender benutzer',
};

const bits: ReadonlyMap<string, number> = (() => {
  const table = new Map<string, number>();
  cueNames.forEach((cue, index) => {
    for (const word of words[cue].split(/\s+/)) table.set(word, (table.get(word) ?? 0) | (1 << index));
  });
  return table;
})();

/** Bit of a cue in the value of {@link cuesOf}. */
export const bitOf = (cue: Cue): number => 1 << cueNames.indexOf(cue);

/** Cues of a lower-case word without apostrophes, as bits. */
export const cuesOf = (word: string): number => bits.get(word) ?? 0;
