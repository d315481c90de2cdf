import { type Grammar, lines, phrases } from './grammar.js';
import { englishAdjectives, englishNouns, englishTopics, englishVerbs, germanTopics } from './topics.js';

/** Topics put together from common words. */
const TOPIC_FORMS = [
  'the {noun}',
  'a {adj} {noun}',
  '{noun} and {noun}',
  'the {adj} {noun}',
  'a {noun} that can {verb}',
  'the {noun} of a {noun}',
  'a {adj} and {adj} {noun}',
  'the {noun} in the {noun}',
  'how to {verb} a {noun}',
  '{adj} {noun}s',
  'why {noun}s {verb}',
  'people who {verb} and {verb}',
  'a {noun} with a {adj} {noun}',
  'my {noun}',
  'the best {noun} to {verb}',
];

export const taskGrammar: Grammar = {
  topic: [...englishTopics, ...Array.from({ length: 120 }, (_, turn) => TOPIC_FORMS[turn % TOPIC_FORMS.length] ?? '')],
  noun: englishNouns,
  adj: englishAdjectives,
  verb: englishVerbs,
  thema: germanTopics,
  n: phrases(`
    two; three; five; ten; 3; 5; 10; four; six; a few; seven`),
  zahl: phrases(`
    zwei; drei; fünf; zehn; 3; 5; 10; vier; sechs; ein paar; sieben`),
  make: phrases(`
    Write; Draft; Compose; Create; Generate; Produce; Come up with; Give me; Provide; Design; Prepare; Make;
    Develop; Construct; Craft; Formulate; Outline; Propose; Suggest`),
  form: phrases(`
    a poem; a short story; an essay; a summary; a haiku; a slogan; a headline; a blog post; a speech;
    an outline; a dialogue; a product description; a tweet; an email; a review; a plan; a checklist; a quiz;
    a riddle; a joke; a script; a paragraph; a recipe; a list of ideas; a catchy title; a survey question;
    an analogy; a metaphor; a business plan; a timeline; a table; a function; a query; a program;
    a regular expression`),
  explain: phrases(`
    Explain; Describe; Summarize; Discuss; Analyze; Define; Outline; Compare; Illustrate; Evaluate;
    Research; Break down; Tell me about; Teach me about; Walk me through; Review;
    Identify the main ideas of; Name the key facts about; Point out the risks of; Interpret; Examine;
    Elaborate on; Argue for; Brainstorm ideas about; Find information on; Assess; Introduce`),
  edit: phrases(`
    Rewrite; Edit; Correct; Shorten; Paraphrase; Translate; Proofread; Simplify; Improve; Rephrase; Reword;
    Convert; Classify; Summarise; Transform; Expand; Reorganize; Fix; Punctuate; Combine; Categorize; Sort;
    Split; Format; Tag`),
  passage: phrases(`
    the following sentence; this paragraph; the text below; the given sentence; this email; the passage;
    these sentences; the article; the list of words; the given words; the following code; this title;
    the data; the input; the statement`),
  how: phrases(`
    in simple terms; for a beginner; in one sentence; in the passive voice; into French; into German;
    so that it sounds more formal; in a friendly tone; with an example; step by step; in your own words;
    in the present tense; as bullet points; with at most 50 words; for a ten-year-old; into active voice;
    using a metaphor; in alphabetical order; by adding adjectives; as a table; without using technical terms`),
  mache: phrases(`
    Schreibe; Verfasse; Erstelle; Entwirf; Formuliere; Gib mir; Mach mir; Schreib mir; Generiere; Entwickle;
    Erfinde; Schlage mir vor:; Schreiben Sie; Erstellen Sie; Verfassen Sie`),
  art: phrases(`
    ein Gedicht; eine Kurzgeschichte; einen Aufsatz; eine Zusammenfassung; einen Slogan; eine Überschrift;
    einen Blogbeitrag; eine Rede; eine Gliederung; einen Dialog; eine Produktbeschreibung; eine E-Mail;
    einen Plan; eine Checkliste; ein Quiz; ein Rätsel; einen Witz; ein Rezept; eine Liste mit Ideen;
    einen Titel; einen Absatz; eine Tabelle; einen kurzen Text; einen Brief`),
  erklaere: phrases(`
    Erkläre; Beschreibe; Erläutere; Analysiere; Bewerte; Vergleiche; Erklär mir; Beschreiben Sie;
    Erklären Sie; Fasse zusammen:; Recherchiere; Erzähl mir etwas über; Definiere; Untersuche; Skizziere`),
  bearbeite: phrases(`
    Übersetze; Korrigiere; Kürze; Überarbeite; Vereinfache; Verbessere; Fasse; Übersetzen Sie; Ordne;
    Sortiere; Formatiere; Ergänze`),
  stelle: phrases(`
    den folgenden Satz; diesen Absatz; den Text unten; diese E-Mail; die folgende Liste; diesen Artikel;
    die Überschrift; den Code; diese Sätze`),
  wie: phrases(`
    in einfachen Worten; für Anfänger; in einem Satz; ins Englische; ins Französische; etwas förmlicher;
    freundlicher; mit einem Beispiel; Schritt für Schritt; als Stichpunkte; mit höchstens 50 Wörtern;
    für Kinder; alphabetisch; als Tabelle`),
};

/** Harmless instructions to an assistant: fine from a user, out of place in a mail or a web page. English. */
export const englishTasks = lines(`
  {make} {form} about {topic}.
  {make} {form} about {topic} {how}.
  {make} {n} {form} ideas for {topic}
  {explain} {topic}.
  {explain} {topic} {how}.
  {edit} {passage} {how}.
  {edit} {passage} {how}: "{topic}"
  {edit} {passage}.
  Please {edit} {passage} {how}.
  List {n} (benefits|facts|examples|advantages|disadvantages|tips|causes|effects|steps|questions|words) (of|about|for|related to) {topic}.
  Name {n} (things|reasons|books|films|songs|people|places) connected with {topic}.
  Suggest {n} ways to improve {topic}.
  Recommend (a book|a film|a tool|a recipe|a restaurant|a gift) for someone interested in {topic}.
  Calculate the (area|average|sum|volume|perimeter|total cost|median) of {topic}.
  Find (the synonyms|the antonym|the error|the missing word|the main idea|the plural) in {passage}.
  Identify the (noun|verb|tone|theme|subject|sentiment|author) (of|in) {passage}.
  Classify {topic} as (positive or negative|true or false|living or non-living|formal or informal).
  Given {topic}, (predict|determine|find|state) what happens next.
  Write a (Python|JavaScript|SQL|Java|C++|shell) (function|script|query|program) that (sorts a list|reads a file|counts words|finds duplicates|prints the date|adds two numbers|removes all vowels|reverses a string) .
  Imagine you are (planning|describing|teaching|presenting|explaining) {topic} and write down {n} thoughts.
  Describe a time when you had to deal with {topic}.
  Can you (help me with|tell me about|explain|give me some advice on|recommend something for|write something about) {topic}?
  Could you (summarize|explain|translate|describe|check) {passage}?
  I need (help with|{form} about|information about|some ideas for) {topic}.
  I want to learn more about {topic}, where do I start?
  Take {passage} and {n} keywords from it.
  Use (the word|the phrase) "{topic}" in a sentence.
  Fill in the blank: {topic} is very ____ .
  Answer the following question: what is {topic}?
  Complete the sentence: {topic} is important because
  Rank {topic}, {topic} and {topic} by (price|size|popularity|age|difficulty).
  Compare {topic} and {topic}.
  Contrast {topic} with {topic} in {n} sentences.
  Turn {passage} into a question.
  Act out a conversation between a customer and a salesperson about {topic}.
  Design a (logo|poster|website|flyer|menu|game|lesson|workout|questionnaire) for {topic}.
  Plan (a day|a week|a meal|an evening|a lesson) around {topic}.
  Show me how to get started with {topic}.
  Pretend I am a (beginner|child|tourist|customer) and explain {topic} to me.
  Categorize the following items: {topic}, {topic}, {topic}
  Determine whether the sentence "{topic}" is grammatically correct.
  Choose the best (title|answer|option|word) for {passage}.
  Estimate (the cost|the duration|the size|the risk) of {topic}.
  Think of (a name|a question|a title|an example|a gift) for {topic}.
  Replace the (adjective|verb|noun|underlined word) in {passage} with a synonym.
  Remove the (adverbs|unnecessary words|repetition|punctuation errors) from {passage}.
  Add (a conclusion|a title|an example|punctuation|a topic sentence) to {passage}.
  Change {passage} to the (past|future|present) tense.
  Arrange the words to form a sentence: {topic}
  Let's talk about {topic}.
  Write a (sentence|story|poem|paragraph|letter) using the words {noun}, {noun} and {verb}.
  Write a {adj} (story|letter|poem|review|caption|script|song|joke) about {topic}.
  Create a (dialogue|conversation) between a {noun} and a {noun}.
  Generate (a sentence|a question|an idea|a name|a title|{n} words) (for|about|with) a {adj} {noun}.
  Describe the (taste|sound|look|smell|personality|lifestyle|function|structure|impact) of {topic}.
  Explain (how|why) (people|animals|plants|companies) {verb} {topic}.
  Explain the (concept|meaning|importance|difference|process|purpose) of {topic}.
  Name (a|an|the) {adj} {noun}.
  List (the|{n}|some|all the|different) {adj} {noun}s.
  Make a list of {n} {adj} {noun}s that {verb}.
  Give (an example|a reason|a synonym|two examples|one argument|a definition) (of|for) {topic}.
  Provide (a summary|a list|examples|an explanation|suggestions|the steps|feedback) (of|for|on|about) {topic}.
  Tell me (a story|a joke|something|the truth|a fact) about {topic}.
  Tell me how to {verb} {topic}.
  Is the following (statement|sentence|word) (correct|a noun|positive|an opinion)? {topic}
  Convert (the number|the temperature|the sentence|the time) {n} to (binary|Fahrenheit|words|military time).
  Solve (the equation|for x|this puzzle|the riddle): {topic}
  Rewrite the sentence: "The {adj} {noun} will {verb}."
  Rearrange the letters of {noun} to make a new word.
  Translate "the {adj} {noun}" into (Spanish|French|Latin|Japanese|German).
  What is the (past tense|opposite|plural|synonym|definition) of {verb}?
  Reply to this message from a {noun}: "{topic}"
  Output the (first|last) {n} (even numbers|prime numbers|letters of the alphabet).
  Show (the steps|an example|how) to {verb} {topic}.
  Predict the (outcome|future|price|next word) of {topic}.
  Imagine a world where {noun}s {verb}. Describe it.
  You are a {noun}. Write about {topic}.
  You have been given {topic}. {make} {form}.
  Choose between {topic} and {topic}.
  State (the law of|three facts about|your favourite part of) {topic}.
  Delete the (second|last) {noun} from the list.
  Insert (the correct word|a comma|the right verb) in {passage}.
  Respond to (the question|the email|the customer): {topic}
  Say (hello|something nice|thank you) to {topic}.
`);

/** The same in German, formal and informal. */
export const germanTasks = lines(`
  {mache} {art} über {thema}.
  {mache} {art} über {thema} {wie}.
  {erklaere} {thema}.
  {erklaere} {thema} {wie}.
  {bearbeite} {stelle} {wie}.
  Bitte {art} über {thema} schreiben.
  Bitte {stelle} {wie} (übersetzen|umformulieren|zusammenfassen|korrigieren).
  Nenne {zahl} (Vorteile|Beispiele|Gründe|Tipps|Fakten|Ursachen) für {thema}.
  Nennen Sie mir {zahl} (Gründe|Beispiele|Fakten) zu {thema}.
  Kannst du mir {art} über {thema} schreiben?
  Können Sie mir {thema} (erklären|näher beschreiben|kurz zusammenfassen)?
  Könntest du {stelle} {wie} formulieren?
  Hilf mir (bitte|) bei {thema}.
  Ich brauche (Hilfe|Ideen|Tipps|Informationen) für {thema}.
  Ich möchte mehr über {thema} erfahren.
  Empfiehl mir (ein Buch|einen Film|ein Rezept|ein Restaurant|ein Geschenk) zu {thema}.
  Berechne (den Durchschnitt|die Summe|die Fläche|die Kosten) für {thema}.
  Finde (ein Synonym|den Fehler|das fehlende Wort|die Hauptaussage) in {stelle}.
  Vergleiche {thema} und {thema}.
  Stell mir {zahl} Fragen über {thema}.
  Zeig mir, wie ich mit {thema} anfange.
  Schreibe eine (Funktion|Abfrage|Formel) , die (eine Liste sortiert|Wörter zählt|zwei Zahlen addiert|doppelte Zeilen findet).
  Plane (einen Tag|eine Woche|einen Abend|eine Unterrichtsstunde) rund um {thema}.
  Fasse {stelle} in {zahl} Sätzen zusammen.
  Entwickle {zahl} Ideen für {thema}.
  Was muss ich über {thema} wissen?
  Wie erkläre ich {thema} einem Kind?
  Gib mir einen Überblick über {thema}.
  Wandle {stelle} in eine Frage um.
  Ordne {thema} und {thema} nach Wichtigkeit.
`);

/** Questions of knowledge; an assistant is meant by them just as well. */
export const englishQuestions = lines(`
  What is {topic}?
  What (causes|explains|affects) {topic}?
  How does {topic} work?
  How do I (repair|clean|choose|plan|understand|improve|measure|start|book|cancel) {topic}?
  Why is {topic} (important|so expensive|popular|difficult|declining)?
  Who (invented|discovered|wrote about|is responsible for) {topic}?
  When (was|did people first hear of|should I worry about) {topic}?
  Where can I (find|buy|learn about|see) {topic}?
  Which (country|company|book|city) is known for {topic}?
  What are the (main|most common|best known) (causes|types|features|rules|parts) of {topic}?
  What is the difference between {topic} and {topic}?
  How many (people|countries|kinds|years) are connected with {topic}?
  Is {topic} (safe|healthy|expensive|legal|dangerous|worth it)?
  Does {topic} (matter|help|cost much|exist everywhere)?
  What's (the best way to deal with|the history of|the capital of the country known for|a good book about) {topic}?
  How long does {topic} take?
  How can I tell if {topic} is good?
`);
export const germanQuestions = lines(`
  Was (kostet|bedeutet|bringt|bewirkt) {thema}?
  Wie funktioniert das mit {thema}?
  Warum (gibt es|braucht man|mögen so viele) {thema}?
  Wer hat {thema} (erfunden|entdeckt|beschrieben|verursacht)?
  Wann (begann|kommt|sieht man) {thema}?
  Wo finde ich etwas über {thema}?
  Welche (Länder|Firmen|Bücher|Städte) sind bekannt für {thema}?
  Was ist der Unterschied zwischen {thema} und {thema}?
  Wie viele (Menschen|Länder|Arten) betrifft {thema}?
  Ist es (sicher|gesund|teuer|erlaubt|gefährlich), {thema} zu haben?
  Wie kann ich {thema} (verbessern|planen|verstehen|kündigen|reparieren|messen)?
  Ich suche (Informationen|einen Kurs|ein Angebot) über {thema}. Wo werde ich fündig?
  Ich interessiere mich für {thema} und würde gerne wissen, was man beachten muss.
  Wie lange dauert {thema}?
`);
