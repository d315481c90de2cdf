/**
 * Characters of other scripts that look like a Latin letter, by that letter: the part of the idea of UTS #39 that is left
 * after NFKC, drawn up by looking at the letters of Cyrillic, Greek, Armenian, Cherokee, Lisu, Coptic, the phonetic
 * alphabet and the letter-like symbols.
 */
const LOOKALIKES: Readonly<Record<string, string>> = {
  a: 'аɑαᴀꭺʌɐ⍺ꓮᗅԱΑАᎪ∀Λ₳Ⱥⱥ',
  b: 'ЬьбᏏƄʙВΒᏴꓐвɓƃƀΒ฿ßᛒ',
  c: 'сϲᴄⅽϹСᏟꓚⲥɔƈ¢₵ꮯↄ',
  d: 'ԁɗᏧᎠꓓᴅđðƌⅾժꭰ∂',
  e: 'еҽєεɛᴇΕЕᎬꓰəℯɘэЭ∈ꬲꮛ€Ɇɇ',
  f: 'ғƒꓝϜᖴꞙꬵϝꜰſ',
  g: 'ɡցɢԌᏀᏳꓖɠǥգᶃ',
  h: 'һհʜНΗᎻᕼꓧнɦħℏᏂ',
  i: 'іıɩιɪΙІᎥꓲӏїӀ¡ǀ١ⅰ',
  j: 'јϳᴊЈᎫꓙʝɉյ',
  k: 'кκᴋКΚᏦꓗқҝƙ₭ĸ',
  l: 'ⅼӏʟᏞꓡɭłŁ∣ןℓᒪⳐ',
  m: 'мᴍМΜᎷꓟϻɱ₥ⅿ',
  n: 'пոռɴΝꓠηňŋɲհИиᴎ₦ℕ',
  o: 'оοσօᴏОΟՕꓳ०০੦๐໐ഠөøØӨ◯○●ο⊙',
  p: 'рρᴘРΡᏢꓑþƿ₱ϸ⍴ҏ',
  q: 'ԛգզʠɋႳϙ',
  r: 'гᴦʀᎡᏒꓣɾɼɍяЯꭇг₹',
  s: 'ѕʂꜱЅՏᏕꓢƽ§ꮪ',
  t: 'тτᴛТΤᎢꓔŧƭт₮✝☨†т',
  u: 'υսᴜՍꓴʋμцᑌυ∪ᴗ',
  v: 'νѵᴠᏙꓦѴⅴ∨⋁ѷᐯ',
  w: 'ѡԝᴡᏔᎳꓪɯωшщШ₩ϣ',
  x: 'хχ×ХΧꓫⅹ⨯ӽᕽᕁ✕✖☓',
  y: 'уγүʏУΥҮꓬỿɣуұ¥Ⴤ',
  z: 'ᴢᏃꓜʐƶȥՀⲍ',
};

/** Ranges of letter symbols that NFKC keeps: negative circled, negative squared, regional indicators. */
const RANGES: readonly (readonly [first: number, letters: number])[] = [
  [0x1f150, 26],
  [0x1f170, 26],
  [0x1f1e6, 26],
];

function build(): ReadonlyMap<string, string> {
  const table = new Map<string, string>();
  for (const [letter, lookalikes] of Object.entries(LOOKALIKES))
    for (const lookalike of lookalikes) if (!table.has(lookalike)) table.set(lookalike, letter);
  for (const [first, letters] of RANGES)
    for (let index = 0; index < letters; index++)
      table.set(String.fromCodePoint(first + index), String.fromCharCode(97 + index));
  // Letters of German, and signs that stand for themselves in ordinary texts.
  for (const own of '߀§') table.delete(own);
  return table;
}

/** Latin letter that a character of another script looks like. */
export const confusables: ReadonlyMap<string, string> = build();
