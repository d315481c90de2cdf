import { deterministicId } from '@stellwerk/contracts';
import type { Person } from '../people/person.js';

const USER_AGENTS = [
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0',
] as const;

/** Identifiers of a simulated person. Addresses are under `.example`, which belongs to nobody (RFC 2606). */
export const identity = {
  /** Anonymous id of a device, counted from 0. */
  device: (seed: number, { id }: Person, device: number) => deterministicId('simulated-device', seed, id, device),
  account: (seed: number, { id }: Person) => `account-${seed}-${id}`,
  email: (seed: number, { id }: Person) => `person-${seed}-${id}@customers.example`,
  customerNumber: (seed: number, { id }: Person) => `C-${seed}-${id}`,
};

/** User agent by a uniform number. */
export function userAgent(uniform: number): string {
  return USER_AGENTS[Math.floor(uniform * USER_AGENTS.length)] as string;
}
