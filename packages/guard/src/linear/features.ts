/**
 * Features of a sentence: hashed character 2–5-grams of the padded lower-case text and word 1–3-grams, each occurrence
 * counted once, and named features that a caller adds. They are collected in one buffer, so that a window of sentences
 * is a run of it.
 */
export const BUCKET_BITS = 18;
export const BUCKETS = 2 ** BUCKET_BITS;
const MASK = BUCKETS - 1;
const PRIME = 0x01000193;
const [BLANK, DIGIT, APOSTROPHE] = [32, 48, 39];
/** Words weigh as much as so many of their letters. */
const WORD_TIMES = 2;
/** A named feature weighs as much as so many n-grams. */
const NAMED_TIMES = 3;

/** Collects feature buckets; reused from sentence to sentence. */
export class FeatureBuffer {
  buckets = new Uint32Array(4096);
  length = 0;

  clear(): void {
    this.length = 0;
  }

  push(bucket: number): void {
    if (this.length === this.buckets.length) {
      const grown = new Uint32Array(this.length * 2);
      grown.set(this.buckets);
      this.buckets = grown;
    }
    this.buckets[this.length++] = bucket;
  }

  /** The features from one position on, as an array of their own. */
  slice(from = 0): Uint32Array {
    return this.buckets.slice(from, this.length);
  }
}

const units = new Uint16Array(2048);

/** Adds the n-grams of a piece of text (at most 1,024 units of it). */
export function addTextFeatures(buffer: FeatureBuffer, text: string, start: number, end: number): void {
  const length = normalised(text, start, Math.min(end, start + 1_024));
  addCharacterFeatures(buffer, length);
  addWordFeatures(buffer, length);
}

/** Adds a named feature, such as `imperative`. */
export const addNamedFeature = (buffer: FeatureBuffer, name: string): void => addNamedBucket(buffer, namedBucket(name));

/** Adds a named feature by its bucket, for names that are known beforehand. */
export function addNamedBucket(buffer: FeatureBuffer, bucket: number): void {
  for (let times = 0; times < NAMED_TIMES; times++) buffer.push(bucket);
}

/** Bucket of a named feature. */
export function namedBucket(name: string): number {
  let hash = 0x5bd1e995;
  for (let index = 0; index < name.length; index++) hash = Math.imul(hash ^ name.charCodeAt(index), PRIME);
  return mixed(hash);
}

/** Lower case, digits alike, runs of white space as one blank, a blank at both ends. Returns the length in `units`. */
function normalised(text: string, start: number, end: number): number {
  const lower = text.slice(start, end).toLowerCase();
  let length = 0;
  units[length++] = BLANK;
  for (let index = 0; index < lower.length && length < 2_046; index++) {
    let unit = lower.charCodeAt(index);
    if (unit <= 32 || unit === 0xa0) {
      if (units[length - 1] === BLANK) continue;
      unit = BLANK;
    } else if (unit >= 48 && unit <= 57) unit = DIGIT;
    else if (unit >= 0x2018 && unit <= 0x201f) unit = APOSTROPHE;
    units[length++] = unit;
  }
  if (units[length - 1] !== BLANK) units[length++] = BLANK;
  return length;
}

function addCharacterFeatures(buffer: FeatureBuffer, length: number): void {
  for (let last = 1; last < length; last++) {
    let hash = 0x811c9dc5;
    const first = Math.max(0, last - 4);
    for (let index = last; index >= first; index--) {
      hash = Math.imul(hash ^ (units[index] ?? 0), PRIME);
      hash ^= hash >>> 13;
      if (index < last) buffer.push(mixed(hash + (last - index)));
    }
  }
}

function addWordFeatures(buffer: FeatureBuffer, length: number): void {
  let [first, second] = [0, 0];
  let hash = 0x9747b28c;
  let inWord = false;
  for (let index = 0; index < length; index++) {
    const unit = units[index] ?? 0;
    if (isWordUnit(unit)) {
      hash = Math.imul(hash ^ unit, PRIME);
      hash ^= hash >>> 15;
      inWord = true;
      continue;
    }
    if (!inWord) continue;
    for (let times = 0; times < WORD_TIMES; times++) {
      buffer.push(mixed(hash));
      if (second !== 0) buffer.push(mixed(Math.imul(second, 31) + hash));
      if (first !== 0) buffer.push(mixed(Math.imul(Math.imul(first, 31) + second, 37) + hash));
    }
    first = second;
    second = hash;
    hash = 0x9747b28c;
    inWord = false;
  }
}

const isWordUnit = (unit: number) => (unit >= 97 && unit <= 122) || unit === DIGIT || unit >= 0xc0;

function mixed(hash: number): number {
  let value = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  value ^= value >>> 13;
  return value & MASK;
}
