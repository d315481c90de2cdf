import { parentPort } from 'node:worker_threads';

// What a document could do to the thread that reads it, by its title.
parentPort?.on('message', ({ incoming: { title } }: { incoming: { title: string } }) => {
  const held: unknown[] = [];
  if (title === 'crash') throw new RangeError('a defect of a parser');
  for (;;) {
    if (title === 'buffers') held.push(Buffer.alloc(4_000_000, 1));
    if (title === 'objects') held.push(Array.from({ length: 10_000 }, (_, index) => ({ index })));
  }
});
