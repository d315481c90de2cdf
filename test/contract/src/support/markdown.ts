/** Code blocks of a Markdown page in one of the languages. */
export const blocksOf = (text: string, ...languages: readonly string[]): string[] =>
  [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```/gm)]
    .filter(([, language = '']) => languages.includes(language))
    .map(([, , block = '']) => block);

/** A page without its programs, whose names are their own. */
export const withoutPrograms = (text: string): string => text.replace(/^```(?:ts|js)\n[\s\S]*?^```/gm, '');

/** Names by which links reach the headings of a page. */
export const anchorsOf = (text: string): ReadonlySet<string> =>
  new Set(
    [...text.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\p{M} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );

/** Links of a page to other pages and files of the repository, and to headings. */
export const linksOf = (text: string): { path: string; anchor: string | undefined }[] =>
  [...text.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)]+))?\)/g)].map(([, path = '', anchor]) => ({ path, anchor }));
