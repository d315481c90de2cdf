import { StellwerkError } from '@stellwerk/contracts';
import fc from 'fast-check';
import { DOCX_TYPE, parsed } from '../../testing/documents.js';
import { docxOf, heading, item, paragraph, run, table } from '../../testing/docx.js';
import { chunkDocument } from '../chunking/chunk-document.js';
import type { MediaType } from '../document.js';

const bytesOf = (text: string) => new TextEncoder().encode(text);
/** A good file of each type that is read in process; PDFs are damaged in `parser-threads.spec.ts`. */
const FILES: Readonly<Record<string, { readonly mediaType: MediaType; readonly bytes: Uint8Array }>> = {
  DOCX: {
    mediaType: DOCX_TYPE,
    bytes: docxOf(
      heading('A', 1) +
        paragraph(run('Text.')) +
        item('x') +
        table([
          ['a', 'b'],
          ['1', '2'],
        ]),
    ),
  },
  HTML: {
    mediaType: 'text/html',
    bytes: bytesOf(
      '<html lang=de><style>.a{display:none}</style><table><tr><td rowspan=2>ä<td>b<tr><td>c</table><ul><li>x<li>y</ul><pre>z</pre><p style="color:#fff">w</p>',
    ),
  },
  Markdown: {
    mediaType: 'text/markdown',
    bytes: bytesOf(
      '---\ntitle: x\n---\n# Ä\n\n- b\n  - c\n\n|a|b|\n|-|-|\n|1|2|\n\n> q\n\n```\ncode\n```\n<div hidden>s</div>',
    ),
  },
  CSV: { mediaType: 'text/csv', bytes: bytesOf('Frage,Antwort,Thema\n"Ä?","b, ""c""",T\nD?,<p>e</p>,T\n') },
  JSON: {
    mediaType: 'application/json',
    bytes: bytesOf('{"items":[{"id":1,"title":"Ä","price":{"value":3,"currency":"EUR"},"x":[1,{"name":"b"}]}]}'),
  },
  text: { mediaType: 'text/plain', bytes: bytesOf('Titel\n=====\nText 1. Mai.\n\n- ä\n- b\n\nFrage: x?\nAntwort: y.') },
};

describe('any bytes', () => {
  const damage = fc.record({
    changes: fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 8 }),
    /** Share of the file that is left. */
    kept: fc.oneof({ weight: 4, arbitrary: fc.constant(1) }, fc.double({ min: 0, max: 1, noNaN: true })),
  });

  it.each(Object.entries(FILES))(
    'are read as %s or refused with a typed error',
    async (_name, { mediaType, bytes }) => {
      await fc.assert(
        fc.asyncProperty(damage, async ({ changes, kept }) => {
          const damaged = Uint8Array.from(bytes);
          for (const [place, byte] of changes) damaged[place % damaged.length] = byte;
          const outcome = await parsed(damaged.slice(0, Math.floor(kept * damaged.length)), mediaType).catch(
            (error: unknown) => error,
          );
          if (outcome instanceof StellwerkError) expect(outcome.code).toMatch(/^RAG_/);
          else expect(chunkDocument(outcome as Awaited<ReturnType<typeof parsed>>).length).toBeGreaterThan(0);
        }),
        { numRuns: 60 },
      );
    },
  );
});
