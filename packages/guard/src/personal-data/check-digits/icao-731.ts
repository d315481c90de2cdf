const WEIGHTS = [7, 3, 1] as const;

/** ICAO 9303: weights 7, 3, 1, letters as 10 … 35; the last character is the check digit of those before it. */
export function isIcao731(code: string): boolean {
  let sum = 0;
  for (let index = 0; index < code.length - 1; index++) {
    sum += Number.parseInt(code.charAt(index), 36) * (WEIGHTS[index % 3] ?? 0);
  }
  return String(sum % 10) === code.at(-1);
}
