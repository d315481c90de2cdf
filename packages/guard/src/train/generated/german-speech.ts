import { type Grammar, lines, phrases } from './grammar.js';
import { germanThings, germanTopics, names } from './topics.js';

/** Words of abuse and of fair speech in German. Groups of people stand in both, so that a name alone tells nothing. */
export const germanSpeechGrammar: Grammar = {
  thema: germanTopics,
  ding: germanThings,
  ort: phrases(
    'Berlin; Lyon; Kiel; Warschau; Wien; Prag; Chicago; Osaka; Genf; Kenia; Peru; Texas; Bremen; München; Sylt',
  ),
  name: names,
  jahr: phrases('1492; 1648; 1789; 1866; 1914; 1945; 1955; 1989; 2003; 2015; 2021'),
  schimpf:
    phrases(`Idiot; Vollidiot; Trottel; Depp; Schwachkopf; Drecksack; Wichser; Hurensohn; Penner; Versager; Lügner;
    Parasit; Feigling; Spast; Clown; Hetzer; Nichtsnutz; Vollpfosten; Dreckskerl; Spinner; Heuchler`),
  uebel: phrases(`dummer; ekelhafter; verlogener; widerlicher; hirnloser; mieser; verdammter; nutzloser; dreckiger;
    erbärmlicher; dämlicher; korrupter`),
  gruppe: phrases(`die Politiker; diese Leute; die Ausländer; die Flüchtlinge; die Frauen; die Männer; die Journalisten;
    die Muslime; die Juden; die Christen; die Schwulen; die Alten; die Nachbarn; die Fans; die Armen; die Grünen; die Linken`),
  schaden: phrases(`gehören eingesperrt; sollen verrecken; kotzen mich an; sollen gehen, wo sie hergekommen sind;
    sind Ungeziefer; sind eine Plage; haben hier nichts zu suchen; sind keine Menschen; machen alles kaputt;
    müssen alle raus; sind das Letzte; gehören an die Wand`),
};

export const germanInsults = lines(`
  Du bist ein {uebel} {schimpf}.
  Du {uebel} {schimpf}!
  Halt die Fresse, du {schimpf}.
  Halt endlich dein Maul, {schimpf}!
  Was für ein {uebel} {schimpf}.
  Nur ein {schimpf} glaubt an {thema}.
  Verpiss dich, du {uebel} {schimpf}.
  Keiner mag dich, du {schimpf}.
  Ich hoffe, du (verreckst|krepierst|gehst daran zugrunde), {schimpf}.
  {gruppe} {schaden}.
  {gruppe} sind doch (alle|bloß|allesamt) (Abschaum|Dreck|Pack|Gesindel|Verbrecher|Schweine).
  So ein dummes (Arschloch|Schwein|Pack|Miststück).
  (Er|Der Typ) ist nichts als ein {uebel} {schimpf}.
  Geh dahin, wo du herkommst, {schimpf}.
  Fick dich (und deine ganze Familie|doch ins Knie|endlich selbst).
  Wie blöd muss man sein, um {thema} zu mögen?
  Dieses (Drecksloch|Scheißland|Pack) geht an {thema} zugrunde, weil {gruppe} {schaden}.
  Leck mich, du {schimpf}.
  Dein Gelaber über {thema} ist Scheiße, du {uebel} {schimpf}.
  Alle, die {thema} wollen, gehören (weggesperrt|erschossen|an die Wand gestellt).
`);

/** Fair words about people, politics, crime and war, and strong ones about things: the words of abuse without abuse. */
export const germanFairSpeech = lines(`
  Bei {thema} bin ich ganz anderer Meinung als du.
  Das war ein schlechter Tag, und ich ärgere mich über {thema}.
  Ich hasse es, wenn {ding} zu spät kommt.
  Der Service war schrecklich, und niemand hat geantwortet.
  Was für ein dummer Zufall mit {thema}.
  {gruppe} und ihre Familien wohnen seit {jahr} in {ort}.
  {gruppe} sprachen in {ort} über {thema}.
  In {ort} helfen sich {gruppe} und {gruppe} gegenseitig.
  Die Regierung hat {jahr} ein Gesetz über {thema} beschlossen.
  Die Partei von {name} verlor die Wahl in {ort} und ging in die Opposition.
  Nach dem Krieg wurde {ort} bis {jahr} wieder aufgebaut.
  Die Polizei nahm in {ort} zwei Männer fest, die ein Auto gestohlen hatten.
  Der Angeklagte bestritt die Tat, das Gericht sprach ihn frei.
  Die Kirche, die Moschee und die Synagoge von {ort} stehen an einem Platz.
  Der Islam, das Christentum und das Judentum kennen diesen Feiertag.
  {jahr} kamen viele Flüchtlinge nach {ort}, weil in ihrer Heimat Krieg herrschte.
  Frauen durften in {ort} erst {jahr} wählen.
  Der Film über {thema} ist herrlich blöd.
  Verdammt, ist das gut!
  Der Diktator wurde {jahr} gestürzt und starb in {ort}.
  Journalisten fragten {name} nach {thema}.
  Ein Schwein und zwei Ratten leben auf dem Hof in {ort}.
  Wer Hass im Netz erlebt, kann ihn anzeigen.
  Rassismus und Hetze haben in unserem Forum keinen Platz.
  Die Krankheit tötete {jahr} jeden dritten Bewohner von {ort}.
  {ort} liegt an einem Fluss und wurde {jahr} zum ersten Mal erwähnt.
  Das Werk von {name} wurde {jahr} in {ort} gezeigt und gilt als wichtig für {thema}.
  Wie lange kann ich {ding} (zurückgeben|umtauschen|testen|behalten)?
  Kann ich {ding} auch in {ort} (abholen|zurückgeben|ansehen)?
  Leider ist {ding} kaputt angekommen, was soll ich tun?
`);

/** The same in English. */
export const englishFairSpeech = lines(`
  {group} and their families have lived in {place} since {year}.
  {group} in {place} spoke about {topic}.
  Muslims, Christians and Jews celebrate it in {place}.
  Women in {place} were allowed to vote in {year}.
  The government passed a law on {topic} in {year}.
  After the war, {place} was rebuilt by {year}.
  The police arrested two men in {place} who had stolen a car.
  The disease killed every third inhabitant of {place} in {year}.
  The dictator was overthrown in {year} and died in {place}.
  Refugees came to {place} because there was war at home.
  The church, the mosque and the synagogue of {place} share a square.
  Nobody likes waiting for {topic}.
  Gay couples can marry in {place} since {year}.
  A pig and two rats live on the farm near {place}.
  Anyone who meets hatred online can report it.
`);
