import { writeFileSync } from 'node:fs';

const CHANNELS = ['search', 'social', 'email', 'display', 'affiliate'];

/** Seeded generator of 31-bit numbers (Park and Miller 1988). */
function* numbers(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (state * 48_271) % 2_147_483_647;
    yield state;
  }
}

export interface JourneysFile {
  readonly journeys: number;
  readonly conversions: number;
  /** Page views, orders, and the logins of journeys over two devices. */
  readonly events: number;
}

/** Writes a table of aggregated paths with repeated rows, long values and rows of every kind; says what a replay sends. */
export function writeJourneys(file: string, rows: number, seed: number, shuffle = false): JourneysFile {
  const random = numbers(seed);
  const next = (below: number) => Number(random.next().value) % below;
  const lines: string[] = [];
  const sums = { journeys: 0, conversions: 0, events: 0 };
  for (let row = 0; row < rows; row++) {
    const touches = 1 + next(6);
    const path = Array.from({ length: touches }, () => CHANNELS[next(CHANNELS.length)]).join(' > ');
    const conversions = next(3);
    const nulls = next(3);
    const value = conversions === 0 ? '0' : `${next(900)}.${String(next(2_147_483_647)).padStart(13, '7')}`;
    const repeats = row % 10 === 0 ? 2 : 1;
    for (let repeat = 0; repeat < repeats; repeat++) {
      lines.push(`"${path}",${conversions},${value},${nulls}`);
      sums.journeys += conversions + nulls;
      sums.conversions += conversions;
      sums.events += (touches + (touches > 1 ? 2 : 0)) * (conversions + nulls) + conversions;
    }
  }
  if (shuffle) lines.sort((a, b) => (a.slice(1, 9) + a.length < b.slice(1, 9) + b.length ? 1 : -1));
  writeFileSync(file, `"path","total_conversions","total_conversion_value","total_null"\n${lines.join('\n')}\n`);
  return sums;
}
