/** Codes of states, districts and territories of the United States. */
export const americanStates: ReadonlySet<string> = new Set(
  `AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA PR RI SC SD
  TN TX UT VT VA WA WV WI WY`.split(/\s+/),
);

/** Postcode areas of the United Kingdom. */
export const britishAreas: ReadonlySet<string> = new Set(
  `AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G GL GU GY HA
  HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR
  RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE`.split(
    /\s+/,
  ),
);

/** What numbers of five digits count, and towns are not. */
export const quantityNouns: ReadonlySet<string> = new Set(
  `menschen einwohner einwohnern personen soldaten mann männer frauen kinder euro eur dollar cent mark pfund jahre jahren tage tagen stunden minuten sekunden
  meter metern kilometer kilometern quadratkilometer hektar tonnen liter stück exemplare mitglieder mitarbeiter studenten studierende schüler zuschauer
  fälle fällen tote toten besucher kunden nutzer sitze plätze wörter arten punkte schritte bücher häuser arbeiter flüchtlinge truppen
  people inhabitants persons men women children euros dollars pounds years days hours minutes seconds metres meters miles kilometres kilometers acres tonnes
  tons units copies members students employees visitors customers users seats species points steps words soldiers troops uhr kwh mwh mb gb kb ms kg km cm mm
  usd gbp chf watt volt grad prozent percent umdrehungen besuche aufrufe klicks impressionen bestellungen artikel zeichen zeilen datensätze`.split(
    /\s+/,
  ),
);
