/** What people see who follow a link that was altered or never signed. */
export const invalidPage = page(
  'Link nicht gültig · Link not valid',
  `<p lang="de">Dieser Link ist nicht gültig: Er wurde verändert oder nicht vollständig übernommen. Bitte öffnen Sie die
Seite des Absenders selbst.</p>
<p lang="en">This link is not valid: it has been altered or was not copied in full. Please open the sender's site
yourself.</p>`,
);

/** What people see while nothing can be counted; the target was signed, so they may go on. */
export function laterPage(url: string): string {
  const target = escaped(url);
  return page(
    'Bitte gleich noch einmal · Please try again',
    `<p lang="de">Das hat gerade nicht geklappt. Bitte versuchen Sie es gleich noch einmal, oder
<a href="${target}" rel="noreferrer">gehen Sie direkt weiter</a>.</p>
<p lang="en">That did not work just now. Please try again in a moment, or
<a href="${target}" rel="noreferrer">continue directly</a>.</p>`,
  );
}

function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="de"><head><meta charset="utf-8"><title>${title}</title>
<meta name="robots" content="noindex"><meta name="viewport" content="width=device-width"></head>
<body>
${content}
</body></html>
`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
