// Loops that the density spends its time in. Four sums side by side, because one sum waits for each addition before the next.

/** Sum of products of parts of two arrays. */
export function dotRange(a: Float64Array, aFrom: number, b: Float64Array, bFrom: number, length: number): number {
  let [sum0, sum1, sum2, sum3] = [0, 0, 0, 0];
  const whole = length - (length % 4);
  let at = 0;
  for (; at < whole; at += 4) {
    sum0 += a[aFrom + at]! * b[bFrom + at]!;
    sum1 += a[aFrom + at + 1]! * b[bFrom + at + 1]!;
    sum2 += a[aFrom + at + 2]! * b[bFrom + at + 2]!;
    sum3 += a[aFrom + at + 3]! * b[bFrom + at + 3]!;
  }
  for (; at < length; at++) sum0 += a[aFrom + at]! * b[bFrom + at]!;
  return sum0 + sum1 + (sum2 + sum3);
}

/** Adds factors × columns to a part of a series, four columns at a time. @param columns read from `columnFrom` */
export function addColumns(
  columns: readonly Float64Array[],
  first: number,
  last: number,
  columnFrom: number,
  factors: Float64Array,
  factorFrom: number,
  series: Float64Array,
  from: number,
  length: number,
): void {
  let at = first;
  for (; at + 3 < last; at += 4) {
    const [a, b, c, d] = [columns[at]!, columns[at + 1]!, columns[at + 2]!, columns[at + 3]!];
    const k = factorFrom + at - first;
    const [fa, fb, fc, fd] = [factors[k]!, factors[k + 1]!, factors[k + 2]!, factors[k + 3]!];
    for (let t = 0; t < length; t++) {
      const place = columnFrom + t;
      series[from + t]! += fa * a[place]! + fb * b[place]! + (fc * c[place]! + fd * d[place]!);
    }
  }
  for (; at < last; at++) {
    const column = columns[at]!;
    const factor = factors[factorFrom + at - first]!;
    for (let t = 0; t < length; t++) series[from + t]! += factor * column[columnFrom + t]!;
  }
}
