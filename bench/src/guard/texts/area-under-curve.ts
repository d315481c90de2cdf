/** Area under the receiver operating curve: how often an example of class 1 scores above one of class 0; ties count half. */
export function areaUnderCurve(scored: readonly { readonly score: number; readonly label: 0 | 1 }[]): number {
  const sorted = [...scored].sort((a, b) => a.score - b.score);
  let [rankSum, positives] = [0, 0];
  for (let first = 0; first < sorted.length; ) {
    let last = first;
    while (sorted[last + 1]?.score === sorted[first]?.score && last + 1 < sorted.length) last++;
    const rank = (first + last) / 2 + 1;
    for (let index = first; index <= last; index++)
      if (sorted[index]?.label === 1) {
        rankSum += rank;
        positives++;
      }
    first = last + 1;
  }
  const negatives = sorted.length - positives;
  if (positives === 0 || negatives === 0) throw new RangeError('both classes are needed');
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}
