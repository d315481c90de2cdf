import { wordSet } from '../names/word-set.js';

/** What German streets end in. */
export const germanEndings =
  /(?:straße|strasse|str|weg|gasse|gässchen|gäßchen|platz|allee|ring|damm|ufer|steig|stieg|pfad|hof|höfe|berg|feld|chaussee|graben|markt|park|kamp|twiete|bogen|zeile|anger|winkel|garten|gärten|höhe|wall|tor|brücke|promenade|heide|grund|tal|hang|bach|wiese|wiesen|siedlung|kai|redder|stiege|eck|rain|halde|leite|lohe|busch|horst|wald|see|acker|breite|terrasse|treppe|stadt|dorf|burg|mühle|kirche|gürtel|lände|stück|stein|brink|hagen|broich|büchel|hecke|hütte|kreuz|weide|furt|hardt|heim|hausen|loh|dyk|deich)$/;

/** Endings that are streets and hardly anything else. */
export const certainEndings =
  /(?:straße|strasse|str|weg|gasse|gässchen|allee|damm|ufer|steig|stieg|pfad|chaussee|kamp|twiete|promenade|platz|ring)$/;

/** What German streets without such an ending begin with: "Am Hang 3", "An der Alten Mühle 5". */
export const germanBeginnings = wordSet(
  "am an auf auf'm bei beim hinter hinterm im in unter unterm vor vorm zu zum zur ob oberhalb unterhalb neben zwischen gegenüber",
);
export const germanArticles = wordSet('dem den der die das alten neuen hohen langen kleinen großen');

/** What streets in English end in. */
export const englishEndings = wordSet(`
  street st road rd avenue ave lane ln drive dr close court ct way crescent cres terrace place pl grove gardens gdns hill square sq
  boulevard blvd row mews parade walk rise view park green circle cir trail pike highway hwy parkway pkwy path bridge wharf
  loop alley plaza heights ridge run meadow meadows orchard vale croft fields quay causeway bypass broadway circus mount end`);

/** Parts of an address behind a street in English. */
export const unitWords = wordSet('flat apt apartment suite unit floor room ste');
