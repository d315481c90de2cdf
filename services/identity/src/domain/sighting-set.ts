import type { Fact } from './facts.js';
import { type Sightings, thin, withTime } from './sightings.js';
import { isStrong, namespaceOf } from './tiers.js';

type Load = (device: string, owner: string) => readonly number[] | undefined;

/** The sightings of one container that a batch touches, and what has changed of them. Read one by one: most are not asked for. */
export class SightingSet {
  readonly #changed = new Map<string, Sightings>();

  constructor(private readonly load: Load) {}

  /** Notes when a statement saw a device with a strong key; other statements say nothing here. */
  see(fact: Fact): void {
    if (fact.fact !== 'assertion') return;
    const { left, right, eventTime } = fact.assertion;
    const [device, owner] = namespaceOf(left) === 'device' ? [left, right] : [right, left];
    if (namespaceOf(device) !== 'device' || !isStrong(owner)) return;
    const before = this.times(device, owner);
    const times = withTime(before, Math.max(0, Date.parse(eventTime)));
    if (times !== before) this.#put({ device, owner, times });
  }

  /** Takes in what another container knew. */
  add({ device, owner, times }: Sightings): void {
    const before = this.times(device, owner);
    const joined = thin([...before, ...times]);
    const isNew = joined.length !== before.length || joined.some((time, index) => time !== before[index]);
    if (isNew) this.#put({ device, owner, times: joined });
  }

  times(device: string, owner: string): readonly number[] {
    return this.#changed.get(nameOf(device, owner))?.times ?? this.load(device, owner) ?? [];
  }

  changed(): readonly Sightings[] {
    return [...this.#changed.values()];
  }

  #put(sightings: Sightings): void {
    this.#changed.set(nameOf(sightings.device, sightings.owner), sightings);
  }
}

const nameOf = (device: string, owner: string) => `${device} ${owner}`;
