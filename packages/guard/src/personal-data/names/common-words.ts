import { wordSet } from './word-set.js';

/** Words that are no names where a name could stand, whatever their case. */
export const functionWords = wordSet(`
  aber alle allem allen aller alles als also am an ander andere anderen anderer anderes auch auf aus außer außerdem bald bei beide
  beiden beim bereits bin bis bist bitte da dabei dafür dagegen daher damit danach dann daran darauf daraus darf darüber darum das
  dass davon dazu dein deine deinen deiner dem den denen denn der deren des deshalb dessen deswegen dich die dies diese diesem
  diesen dieser dieses dir doch dort du durch dürfen eben ein eine einem einen einer eines einfach einige einmal er erst es etwa
  etwas euch euer eure falls fast für ganz gar gegen geht gemäß genau gerade gern gerne gestern gibt gleich gut guten habe haben
  hab hallo hast hat hatte hatten hätte heute hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in indem ins ist ja
  jede jedem jeden jeder jedes jedoch jemand jetzt kann kannst kein keine keinem keinen keiner könnte könnten können lassen liebe
  man manche mehr mein meine meinem meinen meiner mich mir mit möchte möchten morgen muss müssen nach nachdem nächste nächsten nein
  nicht nichts nie noch nun nur ob oben oder ohne per pro sage sagen schon sehr sei sein seine seinem seinen seiner seit selbst sich
  sie sind so sogar sollen sollte solche sondern sonst sowie statt trotz über um und uns unser unsere unserem unseren unserer unter
  viel viele vielen vom von vor wann war waren warum was wegen weil weiter weitere welche welchem welchen welcher welches wenn wer
  werde werden wie wieder will wir wird wirklich wo wohl wollen worden wurde wurden würde würden zu zum zur zwar zwischen zusammen
  a about above according after again against all also although always an and another any anyone are around as at away back be
  because been before being below best between both but by can cannot could dear did do does doing done down during each either else
  enough even ever every everyone few first for from further get give go good got had has have he hello her here hers hey hi him
  his how however i if in into is it its just last later least less let like many may me might mine more most much must my near need
  never new next no none nor not nothing now of off often ok on once one only or other our ours out over own per please put rather
  really regarding same see several shall she should since so some someone soon still such take than thank thanks that the their
  them then there therefore these they this those though through thus to today tomorrow too under until up upon us use very via want
  was we well were what when where whether which while who whose why will with within without would yes yesterday yet you your yours
  melde wohne heiße heisse habe suche brauche rufe schreibe calling writing living live lives called asks bittet hat called okay
  gmbh ag kg ohg ug mbh ev ltd inc llc plc co corp gbr se kgaa`);

/** Nouns that follow greetings, titles and labels and name nobody, and words that names stand beside in capitals. */
export const commonNouns = wordSet(`
  Abteilung Account Adresse Anfrage Angebot Anschrift Antwort App April Artikel Auftrag August Ausweis Banking Bank Bearbeiter Berater Beratung
  Bestellung Betrag Betreff Black Blue Bot Brief Bundesrepublik Büro Center Chat Chef City Club College Company Computer Customer Damen Data Datum Department Deutschland
  Dezember Dienstag Donnerstag Early Euro Europa Express Februar Feier Filiale Finanzamt Firma First Folge Frage Fragen Frau Freitag Freunde
  Freundin Friday Frühling Gast Gäste Gesellschaft Golden Grüne Gruppe Hallo Hand Haus Head Herbst Herr Herren Herrn Hotline House Information Institut
  Internet Januar Jahr Jahre Juli Juni Kampagne Kasse Kinder Kolleginnen Kollegen Kollektion Konto Kontakt Kunde Kunden Kundendienst Kundenservice Kundin
  Kundinnen Land Lead Leben Leser Leserinnen Leute Lieferung Ltd Madam Mai Mail Mannschaft March Markt Marke März Messe Mitarbeiter Mitarbeiterinnen Mitglieder Mittwoch
  Monday Montag Monat Name Neue Neues New North November Nummer Nutzer October Oktober Online Order Ort Ostern Paket Partner Password Patient Phone Platz Post Preis Premium Problem
  Produkt Programm Projekt Rechnung Red Regierung Reise Rückfragen Sale Samstag Saturday School Schule Seite September Service Shop Silver Sir Sonntag South Spezial Stadt Staat Start
  Store Straße Street Student Summer Sunday Support System Tag Tage Team Telefon Termin Test Thursday Time Tuesday Uhr Umsatz Universität University User Verein Vertrag Versand Verwaltung
  Vorname Nachname Wednesday Weihnachten Welt West Winter Woche Zahlung Zeit Zimmer Zusammen Committee Society Association Foundation Museum Park River Lake Church Council Union State States United
  Kingdom Republic Prime Minister President King Queen Prince World War Act Super Bowl League Cup National International Federal General Central American British German French European English Royal Great
  January February June July December Christmas Easter Sales Marketing Finance Accounting Billing Invoice Payment Delivery Manager Director Engineer Office Group Holding Institute Media Press News Agent Caller Anruferin Anrufer Nutzerin
  Commission Parliament Government Court Amt Amtsgericht Landgericht Ministerium Bundestag Bundesrat Partei Kirche Krieg Weltkrieg Reich Kaiser König Königin Präsident Präsidentin Minister Kanzler Universitäten Hochschule Verband Geschichte Sprache Sprachen Wissenschaft
  Willkommen Danke Liebe Lieber Dear Hi Hello Hey Guten Gute Vielen Mit Beste Herzliche Freundliche Viele Kind Best Warm Many Please Bitte Order Subject Re Fwd Aw Wg Betr Page Seite Kapitel Chapter Figure Abbildung Tabelle Table
  Kundenbetreuung Vertriebsleitung Geschäftsführung Geschäftsleitung Buchhaltung Einkauf Vertrieb Leitung Sekretariat Zentrale Redaktion Vorstand Support Studierende Eltern Mitbürger Bürger Bewerber Bewerberin Interessent Interessentin Abonnent Abonnentin`);
