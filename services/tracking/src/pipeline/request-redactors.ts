import { createRedactor, type Known, type Redact } from '../domain/personal-data/redactor.js';

/** What is redacted for a call: the keys that it is known by, and what it says itself. */
interface Speaker {
  readonly keys: readonly string[];
  readonly known: Known;
}

/**
 * Most identifiers, and most texts, that calls are redacted from on the word of other calls. A person has a few of each; a
 * server that sends everybody under one device id would otherwise have every call searched for the names of all.
 */
export const MAX_SHARED = 200;

/** What the calls with one key say, each value once, in the order in which they came. */
interface Gathered {
  readonly identifiers: Set<string>;
  readonly texts: Set<string>;
}

/**
 * Redactors for the calls of one request: what one call tells about a person goes from every call that shares a key with it,
 * and what a call says itself always goes from it. Calls that are known by the same keys share one redactor.
 */
export function createRequestRedactors(calls: readonly Speaker[]): (call: Speaker) => Redact {
  const keysOfSeveral = repeated(calls.flatMap(({ keys }) => keys));
  const isAlone = ({ keys }: Speaker) => !keys.some((key) => keysOfSeveral.has(key));
  const byKey = gather(calls.filter((call) => !isAlone(call)));
  const ofGathered = new Map<Gathered, Redact>();
  const ofKeys = new Map<string, { readonly layers: readonly Gathered[]; readonly redact: Redact }>();

  const redactorOf = (gathered: Gathered): Redact => {
    let redact = ofGathered.get(gathered);
    if (!redact) {
      redact = createRedactor({ identifiers: [...gathered.identifiers], texts: [...gathered.texts] });
      ofGathered.set(gathered, redact);
    }
    return redact;
  };
  return (call) => {
    const { keys, known } = call;
    // Most calls of a server: no other one of the request speaks of the person.
    if (isAlone(call)) return createRedactor(known);
    const name = keys.join(' ');
    let shared = ofKeys.get(name);
    if (!shared) {
      const layers = widest(keys.flatMap((key) => byKey.get(key) ?? []));
      shared = { layers, redact: inTurn(layers.map(redactorOf)) };
      ofKeys.set(name, shared);
    }
    const { layers, redact } = shared;
    return covers(layers, known) ? redact : inTurn([createRedactor(known), redact]);
  };
}

/** What stands in a list more than once. */
function repeated(keys: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const again = new Set<string>();
  for (const key of keys) (seen.has(key) ? again : seen).add(key);
  return again;
}

function gather(calls: readonly Speaker[]): ReadonlyMap<string, Gathered> {
  const byKey = new Map<string, Gathered>();
  for (const { keys, known } of calls) {
    for (const key of keys) {
      let gathered = byKey.get(key);
      if (!gathered) {
        gathered = { identifiers: new Set(), texts: new Set() };
        byKey.set(key, gathered);
      }
      addUpTo(gathered.identifiers, known.identifiers);
      addUpTo(gathered.texts, known.texts);
    }
  }
  return byKey;
}

function addUpTo(found: Set<string>, texts: readonly string[]): void {
  for (const text of texts) if (found.size < MAX_SHARED) found.add(text);
}

/** Without those that another one holds: the calls of a visitor say the same under every key. */
function widest(layers: readonly Gathered[]): Gathered[] {
  const kept: Gathered[] = [];
  for (const layer of [...layers].sort((left, right) => sizeOf(right) - sizeOf(left))) {
    const isHeld = kept.some(
      (other) => isHeldBy(layer.identifiers, other.identifiers) && isHeldBy(layer.texts, other.texts),
    );
    if (!isHeld) kept.push(layer);
  }
  return kept;
}

function isHeldBy(texts: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  for (const text of texts) if (!others.has(text)) return false;
  return true;
}

const sizeOf = ({ identifiers, texts }: Gathered) => identifiers.size + texts.size;

function covers(layers: readonly Gathered[], { identifiers, texts }: Known): boolean {
  return (
    identifiers.every((value) => layers.some((layer) => layer.identifiers.has(value))) &&
    texts.every((text) => layers.some((layer) => layer.texts.has(text)))
  );
}

function inTurn(redactors: readonly Redact[]): Redact {
  const [only] = redactors;
  if (only && redactors.length === 1) return only;
  return (text) => redactors.reduce((result, redact) => redact(result), text);
}
