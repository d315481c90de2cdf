import { mean } from './chains.js';

/**
 * Estimated Bayesian fraction of missing information of one chain: the mean squared change of the energy between transitions over
 * its variance (Betancourt 2016). Below 0.3 the momenta change the energy too little for the chain to reach the tails.
 * @param energy Hamiltonian at the start of each transition
 */
export function eBfmi(energy: Float64Array): number {
  const centre = mean(energy);
  let changes = 0;
  let squares = 0;
  for (let i = 0; i < energy.length; i++) {
    if (i > 0) changes += (energy[i]! - energy[i - 1]!) ** 2;
    squares += (energy[i]! - centre) ** 2;
  }
  return changes / squares;
}
