/** Money and values are summed as integers of 10⁻¹², so that no order of addition changes a sum. */
export const SCALE = 1_000_000_000_000;
const SCALE_BIG = 1_000_000_000_000n;
const DECIMALS = 12;

/** Parses a decimal number, also one with an exponent, to multiples of 10⁻¹², halves away from zero. @throws RangeError */
export function parseScaled(text: string): bigint {
  const match = /^(-?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,2}))?$/.exec(text.trim());
  if (!match) throw new RangeError('is not a decimal number');
  const [, sign, whole = '0', fraction = '', exponent = '0'] = match;
  const shift = DECIMALS - fraction.length + Number(exponent);
  const digits = BigInt(whole + fraction);
  const scaled = shift >= 0 ? digits * 10n ** BigInt(shift) : roundedQuotient(digits, 10n ** BigInt(-shift));
  return sign === '-' ? -scaled : scaled;
}

const roundedQuotient = (dividend: bigint, divisor: bigint): bigint => (2n * dividend + divisor) / (2n * divisor);

/** The nearest floating number to multiples of 10⁻¹². */
export function fromScaled(scaled: bigint): number {
  const whole = scaled / SCALE_BIG;
  return Number(whole) + Number(scaled - whole * SCALE_BIG) / SCALE;
}
