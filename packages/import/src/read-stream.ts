import type { FileReader, ReadBatch } from './file-reader.js';

/** Characters that are read at a time: more than the longest batch. */
const WINDOW_CHARACTERS = 1_048_576;

/** Batches of a whole file from its text in pieces. Memory: one window, whatever the size of the file. */
export async function* readStream(
  reader: FileReader,
  pieces: AsyncIterable<string> | Iterable<string>,
): AsyncGenerator<ReadBatch> {
  let held: string[] = [];
  let characters = 0;
  for await (const piece of pieces) {
    held.push(piece);
    characters += piece.length;
    if (characters < WINDOW_CHARACTERS) continue;
    const text = held.join('');
    let end = 0;
    for (const batch of reader.read(text, false)) {
      end = batch.end;
      yield batch;
    }
    held = [text.slice(end)];
    characters = text.length - end;
  }
  yield* reader.read(held.join(''), true);
}
