/** ISO 7064 MOD 97-10 as ISO 13616 uses it: country and check digits go to the end, letters are 10 … 35. */
export function isMod97(code: string): boolean {
  let remainder = 0;
  for (const character of code.slice(4) + code.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}
