import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseDocument } from '../domain/documents/parse-document.js';
import { column, pdfOf } from '../testing/pdf.js';
import { type ParserLimits, ParserThreads } from './parser-threads.js';

// Threads need the built service: a thread cannot run TypeScript.
const built = (file: string) => pathToFileURL(join(import.meta.dirname, '../../dist', file));
const incoming = {
  documentId: 'a',
  mediaType: 'application/pdf' as const,
  bytes: pdfOf([column(['Ein Satz.'])]),
  tenant: 'not passed on',
};

describe('reading documents in threads', () => {
  let threads: ParserThreads;
  const open = (limits: Partial<ParserLimits> = {}, file = 'adapters/parser-thread.js') => {
    threads = new ParserThreads(limits, built(file));
    return threads;
  };
  const stuck = (title: string, limits: Partial<ParserLimits>) =>
    open(limits, 'testing/stuck-thread.js').parse({ ...incoming, title });
  afterEach(() => threads.close());

  it('gives what reading in process gives, and leaves the bytes where they are', async () => {
    const expected = await parseDocument(incoming);
    expect(await open().parse(incoming)).toEqual(expected);
    expect(incoming.bytes.length).toBeGreaterThan(100);
  });

  it('passes typed errors on, and reads the next document in the same thread', async () => {
    const broken = { ...incoming, bytes: new TextEncoder().encode('%PDF-1.7 and nothing') };
    await expect(open().parse(broken)).rejects.toMatchObject({ code: 'RAG_DOCUMENT_BROKEN', field: 'bytes' });
    expect((await threads.parse(incoming)).text).toBe('Ein Satz.');
  });

  it('gives a typed outcome for any damage to a PDF', async () => {
    open();
    let state = 7;
    const below = (limit: number) => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return state % limit;
    };
    const outcomes = new Set<string>();
    for (let file = 0; file < 60; file++) {
      const bytes = Uint8Array.from(incoming.bytes);
      for (let places = 0; places < 6; places++) bytes[below(bytes.length)] = below(256);
      const damaged = file % 5 === 0 ? bytes.slice(0, below(bytes.length)) : bytes;
      outcomes.add(
        await threads.parse({ ...incoming, bytes: damaged }).then(
          () => 'read',
          (error: { code?: string }) => error.code ?? 'a defect',
        ),
      );
    }
    expect([...outcomes].filter((outcome) => outcome !== 'read' && !outcome.startsWith('RAG_DOCUMENT_'))).toEqual([]);
    expect(outcomes).toContain('RAG_DOCUMENT_BROKEN');
  });

  it('refuses 100 MB before a thread is started', async () => {
    await expect(open().parse({ ...incoming, bytes: new Uint8Array(100_000_000) })).rejects.toMatchObject({
      code: 'RAG_DOCUMENT_TOO_LARGE',
      details: { what: 'bytes' },
    });
  });

  it.each<[string, string, Partial<ParserLimits>]>([
    ['takes too long', 'spin', { maxMs: 300 }],
    ['fills buffers', 'buffers', { maxMegabytes: 200 }],
    ['fills the heap', 'objects', { maxMegabytes: 100 }],
  ])('ends a document that %s', async (_name, title, limits) => {
    await expect(stuck(title, limits)).rejects.toMatchObject({ code: 'RAG_DOCUMENT_TOO_COSTLY', field: 'bytes' });
  });

  it('passes a defect on as it is, and starts a thread anew', async () => {
    await expect(stuck('crash', {})).rejects.toThrow('a defect of a parser');
    await expect(threads.parse({ ...incoming, title: 'crash' })).rejects.toThrow('a defect of a parser');
  });

  it('refuses more than may wait, and reads the others in turn', async () => {
    open({ maxWaiting: 1 });
    const both = [threads.parse(incoming), threads.parse(incoming)];
    await expect(threads.parse(incoming)).rejects.toMatchObject({
      code: 'RAG_DOCUMENTS_BUSY',
      details: { waiting: 1 },
    });
    expect((await Promise.all(both)).map(({ text }) => text)).toEqual(['Ein Satz.', 'Ein Satz.']);
  });

  it('stops when it is told to', async () => {
    const controller = new AbortController();
    const reading = stuckWith(controller.signal);
    controller.abort(new Error('cancelled'));
    await expect(reading).rejects.toThrow('cancelled');
    const closing = stuck('spin', {});
    await threads.close();
    await expect(closing).rejects.toMatchObject({ code: 'RAG_DOCUMENT_INTERRUPTED' });
  });

  const stuckWith = (signal: AbortSignal) =>
    open({}, 'testing/stuck-thread.js').parse({ ...incoming, title: 'spin' }, signal);
});
