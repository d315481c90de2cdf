const RELATIVE = 1e-9;

/**
 * What digits with separators may mean: `1.000` is a thousand in German and one in English, `3,5` three and a half in
 * German. Where a writing has one reading only, there is one value.
 */
export function numeralValues(text: string): number[] {
  const digits = text.replace(/[\s\u00a0\u202f'’]/g, '');
  const marks = digits.match(/[.,]/g) ?? [];
  const last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
  const plain = Number(digits.replace(/[.,]/g, ''));
  if (marks.length === 0) return [plain];
  const decimal = Number(`${digits.slice(0, last).replace(/[.,]/g, '')}.${digits.slice(last + 1)}`);
  const isGrouped = /^\d{1,3}(?:[.,]\d{3})+$/.test(digits) || /^\d{1,3}[.,](?:\d{3})+$/.test(digits);
  if (new Set(marks).size === 2) return [decimal];
  if (marks.length > 1) return [plain];
  // A leading zero is no thousand: 0.125.
  if (isGrouped && !digits.startsWith('0')) return [plain, decimal];
  return [decimal];
}

/** Whether two sets of readings have a value in common. */
export const valuesAgree = (left: readonly number[], right: readonly number[]): boolean =>
  left.some((one) =>
    right.some((other) => Math.abs(one - other) <= RELATIVE * Math.max(Math.abs(one), Math.abs(other))),
  );
