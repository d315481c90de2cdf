import { cueBook } from '../reading/cues.js';
import { phrases } from '../reading/phrases.js';

/** How a word leads to a name. */
export type NameCue = 'title' | 'introduction' | 'claim' | 'greeting' | 'sign-off' | 'label' | 'role';

const titles = phrases(`
  herr, herrn, frau, fräulein, familie, eheleute, ehepaar, dr, prof, professor, professorin, doktor, mr, mrs, ms,
  miss, mx, sir, madame, monsieur, dipl, ing, mag, pfarrer, schwester, rechtsanwalt, rechtsanwältin, notar,
  notarin, doctor, rev, frl, hr, fr`);
/** What only a name can follow. */
const introductions = phrases(`
  mein name ist, mein name lautet, ich heiße, ich heisse, er heißt, sie heißt, namens, auf den namen, unter dem
  namen, im namen von, hier spricht, hier schreibt, my name is, my name s, name is, is called, in the name of, on
  behalf of, under the name, nach herrn, z hd, z hdn, zu händen, attn, attention of, c o, i h v`);
/** What a name follows, among much else. */
const claims = phrases(`
  ich bin, hier ist, wir sind, i am, i m, this is, it is, ask for, fragen sie nach, nach, met, treffe, traf, mit,
  with, von, by, from, für, for, an, to, bei, signed, gezeichnet, gez, durch, grüßen an, regards to`);
const greetings = phrases(`
  hallo, hi, hey, liebe, lieber, liebes, moin, servus, guten tag, guten morgen, guten abend, grüß gott, grüezi,
  hello, dear, good morning, good afternoon, good evening, greetings, na, tach, danke, thanks, thank you,
  dankeschön, huhu, salut, ahoi, welcome, willkommen, willkommen zurück, welcome back, sehr geehrte, sehr geehrter`);
const signOffs = phrases(`
  grüße, grüßen, grüsse, grüssen, gruß, gruss, mfg, lg, vg, bg, hochachtungsvoll, empfehlung, empfehlungen,
  herzlichst, liebst, dein, deine, ihr, ihre, euer, eure, regards, wishes, sincerely, faithfully, truly,
  respectfully, cheers, best, cordially, warmly, yours, thanks, thank you, kind regards, danke, vielen dank, many
  thanks, thx, love, xoxo, ciao, bye, tschüss, unterschrift, signature, signed, gez`);
const labels = phrases(`
  name, names, vorname, nachname, familienname, vollständiger name, full name, first name, last name, surname,
  given name, nachname vorname, vor und nachname, ansprechpartner, ansprechpartnerin, kontoinhaber,
  kontoinhaberin, karteninhaber, karteninhaberin, inhaber, inhaberin, empfänger, empfängerin, absender,
  absenderin, auftraggeber, kontaktperson, contact, contact person, account holder, cardholder, card holder,
  recipient, sender, customer, client, patient, patientin, versicherter, versicherte, versicherte person,
  versicherungsnehmer, versicherungsnehmerin, insured, insured person, policy holder, policyholder, kunde, kundin,
  mieter, mieterin, tenant, mitarbeiter, mitarbeiterin, employee, antragsteller, antragstellerin, applicant,
  besteller, bestellerin, fahrer, fahrerin, driver, teilnehmer, teilnehmerin, participant, guest, gast, from, to,
  von, an, cc, bcc, to the attention of, attendee, signatory, beneficiary, begünstigter, geschäftsführer,
  geschäftsführerin, managing director, verantwortlich, bearbeiter, bearbeiterin, sachbearbeiter,
  sachbearbeiterin, unterzeichner, person, passenger, owner, halter, halterin, fahrzeughalter`);
const roles = phrases(`
  kollege, kollegen, kollegin, chef, chefin, nachbar, nachbarin, freund, freundin, sohn, tochter, mann, mutter,
  vater, bruder, arzt, ärztin, lehrer, lehrerin, berater, beraterin, patient, patientin, kunde, kunden, kundin,
  mitarbeiter, mitarbeiterin, besteller, bestellerin, mieter, mieterin, kontoinhaber, kontoinhaberin, inhaber,
  inhaberin, käufer, käuferin, verkäufer, verkäuferin, autor, autorin, leiter, leiterin, geschäftsführer,
  geschäftsführerin, colleague, boss, manager, neighbour, neighbor, friend, son, daughter, husband, wife, mother,
  father, brother, sister, teacher, client, customer, tenant, employee, buyer, seller, author, account holder,
  cardholder, applicant, insured, driver, owner, ceo, director, nurse, versicherte, versicherter, antragsteller,
  antragstellerin, herrn`);

/** Words that lead to names, in German and English. */
export const nameCues = cueBook<NameCue>([
  ...titles.map((phrase) => [phrase, ['title']] as const),
  ...introductions.map((phrase) => [phrase, ['introduction']] as const),
  ...claims.map((phrase) => [phrase, ['claim']] as const),
  ...greetings.map((phrase) => [phrase, ['greeting']] as const),
  ...signOffs.map((phrase) => [phrase, ['sign-off']] as const),
  ...labels.map((phrase) => [phrase, ['label']] as const),
  ...roles.map((phrase) => [phrase, ['role']] as const),
]);

/** Titles of columns and fields that hold names. */
export const personCues: readonly string[] = labels.filter((phrase) => !['from', 'to', 'von', 'an'].includes(phrase));
