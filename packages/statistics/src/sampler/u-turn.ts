/** Whether a trajectory with summed momenta rho still moves away at both of its ends. */
export function goesOn(beginVelocity: Float64Array, endVelocity: Float64Array, rho: Float64Array): boolean {
  let atBegin = 0;
  let atEnd = 0;
  for (let i = 0; i < rho.length; i++) {
    atBegin += beginVelocity[i]! * rho[i]!;
    atEnd += endVelocity[i]! * rho[i]!;
  }
  return atBegin > 0 && atEnd > 0;
}

/** {@link goesOn} of a part extended by one point beyond its joint. */
export function goesOnWith(
  beginVelocity: Float64Array,
  endVelocity: Float64Array,
  rho: Float64Array,
  joint: Float64Array,
): boolean {
  let atBegin = 0;
  let atEnd = 0;
  for (let i = 0; i < rho.length; i++) {
    const sum = rho[i]! + joint[i]!;
    atBegin += beginVelocity[i]! * sum;
    atEnd += endVelocity[i]! * sum;
  }
  return atBegin > 0 && atEnd > 0;
}
