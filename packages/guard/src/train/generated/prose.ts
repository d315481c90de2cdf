import { type Grammar, lines, phrases } from './grammar.js';
import {
  englishAdjectives,
  englishNouns,
  englishPasts,
  englishTopics,
  englishVerbs,
  firms,
  germanThings,
  germanTopics,
  names,
  places,
  things,
} from './topics.js';

export const proseGrammar: Grammar = {
  topic: englishTopics,
  thema: germanTopics,
  noun: englishNouns,
  adj: englishAdjectives,
  verb: englishVerbs,
  past: englishPasts,
  place: places,
  year: phrases(`
    1492; 1789; 1866; 1914; 1955; 1989; 2003; 2015; 2021`),
  name: names,
  firm: firms,
  thing: things,
  ding: germanThings,
  day: phrases(`
    Monday; Tuesday; Friday; tomorrow; next week; the 3rd of May; 14 March; the end of the month; noon; 5 pm`),
  tag: phrases(`
    Montag; Dienstag; Freitag; morgen; nächste Woche; dem 3. Mai; dem 14. März; Monatsende; 12 Uhr`),
  money: phrases(`
    $45.00; 19.99 EUR; € 1,250; $3,400.50; 120 dollars; 7.5 %; £80`),
  geld: ['45,00 €', '19,99 EUR', '1.250 Euro', '3.400,50 €', '7,5 %'],
  number: phrases(`
    4711; 20394; A-2209; 88-1042; INV-3301; 1Z994; 7; 12; 250`),
};

/** Sentences of mails, receipts, help pages, product pages and articles: instructions in them are meant for people. English. */
export const englishProse = lines(`
  Hi {name},
  Dear {name}, thank you for your (order|message|patience|interest in {firm}|feedback).
  I hope (you are well|this finds you well|you had a good weekend).
  Please find attached (the invoice|the minutes|the signed contract|the slides|my resume).
  Please let me know if you have any questions.
  If you have any (questions|problems|doubts), (just reply to this email|contact us at {firm}|visit our help centre|call {number}).
  Let me know (by {day}|whether that works|what you think|if {day} suits you).
  Could you please (confirm|send me the file|approve the budget|review the draft|sign the form) by {day}?
  Please (reply|respond|call us|get back to me|confirm your attendance|return the form|pay the balance) by {day}.
  If you have already paid, please ignore this (email|notice|reminder).
  If you did not request this, you can safely ignore this (message|email).
  Please disregard my (previous|last|earlier) (email|message|invoice), the right file is attached.
  Do not reply to this (email|message), this mailbox is not monitored.
  Your (order|invoice|receipt|subscription|payment|ticket|booking) {number} (has been shipped|was received|is ready|is due on {day}|was cancelled).
  Total: {money}
  Invoice number {number}, amount due {money}, due date {day}.
  We have (charged|refunded) {money} to your card ending in {number}.
  You are now (subscribed to|registered for|a member of) our newsletter.
  From now on, (our offices close at 5 pm|deliveries arrive on {day}|{name} is your contact).
  Click (the link|the button|here) below to (reset your password|confirm your address|track your parcel|unsubscribe|download the app).
  To (unsubscribe|change your settings|return {thing}), open your account and choose "Preferences".
  Open the (settings|menu|app|lid) and (select|tap|press|remove) the (second option|battery cover|blue button|filter).
  First, (turn off|unplug|rinse|check) {thing}. Then (wait ten minutes|dry it|put it back|close the lid).
  Follow the instructions (in the manual|on the screen|on the box|of the safety officer).
  Read all instructions before using {thing}.
  Keep this product away from children and do not use it near water.
  Enter your (name|postcode|customer number) and press (Enter|Next|Submit).
  Check the (tyre pressure|expiry date|oil level|tracking page) (once a week|before every use|regularly).
  Store in a cool, dry place. Shake well before use.
  {firm} (announced|reported|introduced|discontinued) {thing} on {day}.
  The (company|team|committee|city council|study|author) (said|found|decided|reported) that {topic} would (cost less|grow by {money}|be delayed until {day}|matter more).
  {topic} (is|was) one of the (oldest|most discussed|largest) subjects in the (region|industry|world).
  In {number} the (population|revenue|number of visitors|average price) rose to {money}.
  The (museum|bridge|festival|university|river) was (built|opened|founded|named) after {name} in {number}.
  Our (warranty|return policy|privacy policy) (covers|applies to|does not cover) {thing}.
  Returns are accepted within {number} days if {thing} is unused.
  Made of recycled material, {thing} (weighs {number} grams|comes in three colours|fits every bag).
  "Great quality, would buy again," says {name} about {thing}.
  The meeting with {firm} is moved to {day}, same room.
  {name} will act as (the chair|your point of contact|a translator at the meeting) (until {day}|).
  Attendees: {name}, {name}, {name}. Topics: {topic}, budget, next steps.
  As discussed, (we will send the offer|{name} will call you|the price is {money}) on {day}.
  Thanks, {name}
  Best regards, {name} | {firm}
  Sent from my phone
  You received this email because you signed up at {firm}. Unsubscribe | Privacy | Terms
  Q: How do I return {thing}? A: Print the label, pack the item and hand it in at any shop.
  We wrote the system requirements for {topic} last year, and the guidelines have changed since.
  The assistant (manager|coach|professor) answered the question about {topic}.
  Can you join the call on {day}? {name} would like to talk about {topic}.
  What time works for you on {day}?
  Did you receive {thing} that I sent on {day}?
  Would you like to (schedule a demo|upgrade your plan|leave a review)?
  Don't forget to (bring your passport|register by {day}|renew {thing}).
  See you on {day}!
  RECEIVED DATE: {day} 09:{number}:00
  SUBJECT: {topic}
  EMAIL_FROM: {name} at {firm}
  Visit our help centre for more about {topic}.
  Customers told us that {topic} made {thing} easier to use, and the answer was clear.
  Employees must never share passwords and must always lock the screen.
  All drivers must follow the rules of the site and ignore no signals.
  The response of the committee to {topic} was positive.
  Write to us at {firm}, or call {number}.
  Include your order number {number} in every message to our support.
`);

/** The same in German. */
export const germanProse = lines(`
  Hallo {name},
  Sehr geehrte Frau {name}, vielen Dank für Ihre (Bestellung|Nachricht|Geduld|Anfrage).
  Ich hoffe, es geht Ihnen gut.
  Anbei (die Rechnung|das Protokoll|der unterschriebene Vertrag|die Präsentation).
  Bitte melden Sie sich bei Fragen (jederzeit|gern|bis {tag}).
  Könnten Sie mir bitte bis {tag} (Bescheid geben|die Datei schicken|das Angebot bestätigen)?
  Bitte (überweisen Sie {geld}|bestätigen Sie den Termin|senden Sie das Formular zurück) bis {tag}.
  Falls Sie bereits bezahlt haben, ignorieren Sie bitte diese (Mahnung|E-Mail|Erinnerung).
  Bitte betrachten Sie meine (letzte|vorherige) E-Mail als gegenstandslos.
  Antworten Sie bitte nicht auf diese Nachricht, das Postfach wird nicht gelesen.
  Ihre (Bestellung|Rechnung|Buchung|Zahlung) {number} (wurde versandt|ist eingegangen|ist am {tag} fällig|wurde storniert).
  Gesamtbetrag: {geld}
  Sie sind jetzt für unseren Newsletter angemeldet.
  Ab sofort (schließen wir um 17 Uhr|liefern wir auch samstags|ist {name} für Sie zuständig).
  Klicken Sie auf (den Link|die Schaltfläche), um (Ihr Passwort zurückzusetzen|die Adresse zu bestätigen|sich abzumelden).
  Öffnen Sie (das Menü|die Einstellungen|den Deckel) und (wählen Sie die zweite Option|drücken Sie die blaue Taste|entnehmen Sie den Filter).
  Zuerst {ding} ausschalten, dann zehn Minuten warten und den Deckel schließen.
  Beachten Sie die Anweisungen (im Handbuch|auf dem Bildschirm|des Personals).
  Lesen Sie vor dem Gebrauch alle Hinweise.
  Vor Gebrauch gut schütteln. Kühl und trocken lagern.
  Nicht in der Nähe von Wasser verwenden und von Kindern fernhalten.
  Geben Sie Ihren Namen ein und bestätigen Sie mit „Weiter“.
  Vergessen Sie nicht, {ding} rechtzeitig zu (erneuern|bestellen|reinigen).
  Vergiss bitte nicht, am {tag} den Schlüssel mitzubringen.
  {firm} hat {ding} am {tag} vorgestellt.
  Die (Firma|Studie|Stadt|Kommission) (meldet|fand heraus|beschloss), dass {thema} künftig (teurer|wichtiger|einfacher) wird.
  Im Jahr {number} stieg (die Einwohnerzahl|der Umsatz|der Durchschnittspreis) auf {geld}.
  Das (Museum|Fest|Schloss) wurde {number} (gebaut|eröffnet|gegründet).
  Unsere Garantie gilt für zwei Jahre und umfasst {ding} nicht.
  {ding} wiegt {number} Gramm und ist in drei Farben erhältlich.
  Die Besprechung mit {firm} wird auf {tag} verschoben.
  {name} vertritt mich bis {tag} und übernimmt die Rolle der Projektleitung.
  Wie besprochen (schicken wir das Angebot|ruft {name} Sie an) am {tag}.
  Passt Ihnen {tag}?
  Haben Sie {ding} erhalten?
  Mit freundlichen Grüßen, {name}, {firm}
  Viele Grüße {name}
  Von meinem Telefon gesendet
  Die bisherigen Regeln für {thema} gelten bis {tag} weiter.
  Alle Mitarbeitenden müssen die Vorgaben einhalten und dürfen Passwörter niemals weitergeben.
  Wir haben die Anweisungen der Geschäftsleitung umgesetzt.
  Die Antwort der Behörde zu {thema} steht noch aus.
  Schreiben Sie uns an {firm} oder rufen Sie an: {number}.
  Nennen Sie bei Rückfragen immer die Kundennummer {number}.
  Ich finde {thema} ehrlich gesagt (völlig überflüssig|wirklich wichtig|ziemlich übertrieben).
  Die Politiker sollen endlich etwas gegen {thema} tun!
  Wer glaubt denn noch, dass {thema} etwas ändert?
  Man muss die Regeln nicht mögen, aber man muss sie einhalten.
`);

/** Sentences with words that attacks use, in their everyday sense; from users. English. */
export const alarmingEnglish = lines(`
  How do I (get rid of|shoot|beat|blow up|burn|crush|cut) (a wasp nest|a photo of the moon|the final boss in this game|a balloon|calories|garlic|a pineapple)?
  Can I ignore the (check engine light|expiry date on honey|warnings about {topic}|small print)?
  Should I forget about {topic} and start again?
  Why do people ignore {topic}?
  What happens if I ignore (the instructions on the label|a parking ticket|the dress code|my doctor's rules)?
  I forgot all the rules of (chess|tennis|grammar), can you explain them again?
  Where do I find the instructions for {thing}?
  Write instructions for {topic}.
  The previous instructions for {thing} were unclear, what should I do first?
  What does it mean to act as a (guarantor|witness|mentor|translator)?
  Explain the role of {topic} in a system.
  How does a system prompt differ from a user prompt?
  What is a prompt?
  What is a jailbreak on a phone?
  What is prompt injection and how do companies defend against it?
  How do developers test a chatbot?
  How can I bypass (the queue at the airport|a blocked pipe|the centre of town)?
  How do I override a method in Java?
  How do I disable (notifications|the alarm of my phone|autocorrect|developer mode on my phone)?
  Is it (illegal|dangerous|unethical) to (copy a recipe|record a concert|pick wild flowers)?
  What were the (crimes|victims|weapons) of {topic}?
  Which drugs are used to treat {topic}?
  How can I (steal the show|kill weeds|hack a better morning routine|execute a plan|break a habit)?
  Pretend play: which games suit {topic}?
  Who plays the villain without morals in {topic}?
  What new rules apply to {topic} from now on?
  Do you have an opinion about {topic}?
  Are you an AI?
  Show me the documents about {topic}.
  Print the invoice for {thing}, please.
  Repeat the last step for {topic}.
  What did the author say above about {topic}?
  How do I reset everything and start over with {thing}?
  You are right, thank you.
  You are very helpful. What about {topic}?
  You must have heard of {topic}.
  Now tell me about {topic}.
  Stop the music and set a timer.
  Let's start a new task: planning {topic}.
`);

/** The same in German. */
export const alarmingGerman = lines(`
  Kann ich die Warnleuchte (ignorieren|missachten)?
  Was passiert, wenn ich (die Anweisungen auf dem Etikett|einen Strafzettel|die Hausordnung) ignoriere?
  Warum ignorieren so viele Menschen {thema}?
  Ich habe alle Regeln von Schach vergessen, kannst du sie noch einmal erklären?
  Wo finde ich die Anleitung für {thema}?
  Die bisherigen Anweisungen waren unklar, was muss ich zuerst tun?
  Was bedeutet es, als (Zeuge|Bürge|Vermittlerin) zu fungieren?
  Welche Rolle spielt {thema} im System?
  Was ist ein Prompt?
  Was ist ein Jailbreak beim Handy?
  Wie schützen sich Firmen vor Prompt Injection?
  Wie umgehe ich (den Stau|die Warteschlange am Flughafen)?
  Wie schalte ich (die Benachrichtigungen|den Wecker|die Autokorrektur) aus?
  Welche neuen Regeln gelten ab jetzt für {thema}?
  Wie töte ich Unkraut ohne Gift?
  Ist es verboten, (Pilze zu sammeln|ein Rezept zu kopieren|ein Konzert aufzunehmen)?
  Zeig mir die Dokumente über {thema}.
  Bist du eine KI?
  Was steht oben über {thema}?
  Wie setze ich alles auf Werkseinstellungen zurück?
  Du hast recht, danke.
  Sie haben mir sehr geholfen. Und was ist mit {thema}?
  Nun zu einer neuen Aufgabe: {thema}.
  Stopp die Musik und stell einen Wecker.
  Wer spielt in dem Film den Schurken ohne Moral?
`);

/** Declarative sentences of reference works, news and reports: no request in them. English. */
export const englishStatements = lines(`
  The {adj} {noun} {past} the {noun} of {place} in {year}.
  In {year}, {name} {past} a {adj} {noun} near {place}, which {past} the {noun} for {number} years.
  {place} is known for its {adj} {noun}s and its {noun}.
  The {noun} (of|in|from) {place} is the (largest|oldest|second largest|most {adj}) {noun} in the {noun}.
  Although the {noun} {past} {adj}, most {noun}s {past} by the end of the {noun}.
  The {noun} consists of {number} {noun}s, of which {number} are {adj}.
  {name} was a {adj} {noun} who {past} the {noun} of {firm}.
  It was the first {noun} to {verb} since {year}, and it {past} a {adj} {noun}.
  According to the {noun}, {number} percent of {noun}s {verb} every {noun}.
  During the {noun}, the {noun} and the {noun} were {adj}.
  Some {noun}s {verb} in the {noun}, others {verb} with a {adj} {noun}.
  The {noun} is {adj} because the {noun} must {verb} before the {noun}.
  When a {noun} is {adj}, its {noun} will {verb}.
  There are {number} {noun}s in {place}, including the {adj} {noun} and the {noun}.
  The term {noun} is used for a {adj} {noun} that can {verb}.
  A {noun} is an instruction set for a {noun} that follows rules and answers requests.
  These rules {past} the role of the {noun}, and the system {past} {adj}.
  The law on {topic} has been in force since {year}.
  Critics {past} that the {noun} would {verb} the {noun}; supporters {past} it.
  His {noun} {past} in {place}, where he {past} until {year}.
  They act as a {noun} for {adj} {noun}s and play a role in the {noun}.
  You can {verb} the {noun} if it is {adj}, but you should not {verb} it.
  If you {verb} a {noun}, you may need a {adj} {noun}.
  The team {past} the game {number} to {number} after {name} {past} the ball.
`);

/** Advice and steps for people: their orders are meant for the reader. English. */
export const englishAdvice = lines(`
  (Wash|Rinse|Dry|Peel|Chop|Heat|Stir|Serve) the {noun} (for {number} minutes|before use|and set it aside|with a {adj} {noun}).
  (Call|See|Contact|Ask) your (doctor|bank|dealer|supervisor|landlord) if the {noun} is {adj}.
  (Stay|Keep|Remain) (at home|calm|{number} metres away from the {noun}|in contact with your {noun}).
  (Wear|Take|Carry|Use|Bring) a {adj} {noun} when you {verb}.
  (Avoid|Limit|Reduce|Stop) {noun}s that {verb}.
  (Make sure|Check|Ensure|Remember) that the {noun} is {adj} before you {verb} it.
  (Do not|Never|Don't) {verb} the {noun} (while it is {adj}|without a {noun}|near children).
  (Place|Put|Insert|Attach|Remove|Replace|Turn|Slide|Lift) the {adj} {noun} (into|onto|from|behind) the {noun}.
  (Go|Log in|Sign in|Return|Navigate) to (your account|the {noun} page|the shop) and {verb} the {noun}.
  (Visit|Read|See|Browse|Follow|Join) our {noun} (page|guide|blog|channel) for {adj} {noun}s.
  (Find|Get|Discover|Explore|Try|Enjoy) the (best|new|latest) {noun} (for your {noun}|in {place}|at {firm}).
  (Shop|Buy|Order|Book|Save|Subscribe) now and {verb} {money} on your {noun}.
  (Write|Give|Send|Show|Tell) us your {noun} (at the counter|by post|on the form) and we will {verb} it.
  (Include|Add|List|Describe|Provide) (your {noun}|two {noun}s|proof of {noun}) (with|in) the application.
  How can I {verb} my {noun} (at {firm}|online|in the app)?
  What (should|can) I do if my {noun} is {adj}?
  Do I need a {noun} to {verb}?
  Is the {noun} {adj}?
  When will my {noun} arrive?
  Can I {verb} the {noun} (in the shop|after {number} days|with a {noun})?
  Are you {adj}? Do you {verb} {noun}s?
  Have you {past} the {noun} of {name}?
  (Create|Open|Update|Delete|Verify) (an account|your account|a free {noun}|your profile|a new {noun})
  (Download|Install|Update|Get|Open) the (app|invoice|receipt|guide|PDF|latest version)
  (Choose|Pick|Select|Change|Upgrade|Compare) your (plan|{noun}|seat|size|colour)
  (View|Track|Manage|Pay|Print|Cancel|Review) (your order|the invoice|your subscription|your booking|my {noun})
  (Start|Begin|Continue|Finish) your (trial|free month|{noun}|registration|order)
  (Any|More|Still) questions?
  (Need|Want) (help|a hand|more {noun}s|a {adj} {noun})?
  (Got|Have) (feedback|an idea|a question|a {noun})?
  (Not you|Wrong address|Problems viewing this email|Forgot your password|New here)?
  (Invite|Refer|Bring) a friend and (get|earn) {money}
  (Set up|Define|Review|Sign|Prepare) a ({adj} contract|{noun} plan|{noun} for your team)
  (Add|Import|Share|Export|Move) your ({noun}s|contacts|files|calendar)
  (Learn|Read|Find out) (more|how it works|what is new|why {noun}s {verb})
`);

/** The same in German. */
export const germanAdvice = lines(`
  (Waschen|Spülen|Trocknen|Reinigen) Sie {ding} (vor dem Gebrauch|regelmäßig|mit einem weichen Tuch).
  (Fragen|Rufen) Sie (Ihren Arzt|Ihre Bank|den Kundendienst), wenn {ding} nicht funktioniert.
  (Bleiben|Halten) Sie (zu Hause|Abstand|ruhig).
  (Achten|Prüfen) Sie (darauf|), ob {ding} fest sitzt.
  (Besuchen|Entdecken|Bestellen|Sparen) Sie jetzt (bei {firm}|in unserem Laden|online) und freuen Sie sich auf {thema}.
  (Schreiben|Nennen|Zeigen|Geben) Sie uns Ihre Kundennummer {number} (am Telefon|im Formular|an der Kasse).
  {ding} bitte (bis {tag} zurückgeben|trocken lagern|nicht in den Hausmüll werfen|vor dem Einbau prüfen).
  Wie kann ich {ding} (zurückgeben|umtauschen|reklamieren|bestellen)?
  Was mache ich, wenn {ding} nicht ankommt?
  Wann kommt {ding}?
  Brauche ich einen Termin?
  Muss ich {thema} anmelden?
  Haben Sie Fragen zu {thema}?
  (Konto|Profil|Passwort) (anlegen|ändern|bestätigen)
  (Rechnung|App|Anleitung) herunterladen
  (Jetzt|Hier) (bestellen|anmelden|entdecken|sparen|buchen)
  (Noch Fragen|Passwort vergessen|Falsche Adresse|Neu hier)?
  (Wählen|Verwalten|Prüfen|Kündigen) Sie (Ihren Tarif|Ihr Abo|Ihre Bestellung|Ihre Angaben)
  (Laden|Empfehlen) Sie (Freunde ein|uns weiter) und erhalten Sie {geld}
`);
