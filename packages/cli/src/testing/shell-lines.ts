/** Calls of `stellwerk` in the shell blocks of a Markdown page, as arguments; comments and redirections left out. */
export function commandsOf(page: string): string[][] {
  const blocks = [...page.matchAll(/^```(?:sh|bash)\n([\s\S]*?)^```/gm)].map(([, block = '']) => block);
  return blocks
    .flatMap((block) => block.replaceAll('\\\n', ' ').split('\n'))
    .flatMap((line) => {
      const [, called] = /^(?:npx )?stellwerk (.+)$/.exec(line.trim()) ?? [];
      return called === undefined ? [] : [argumentsOf(called)];
    });
}

/** Words of a command line up to a comment or a redirection; what stands in quotes is one word. */
export function argumentsOf(line: string): string[] {
  const words = [...line.matchAll(/"([^"]*)"|'([^']*)'|(#|[<>](?= ))|(\S+)/g)];
  const end = words.findIndex(([, , , mark]) => mark !== undefined);
  return words
    .slice(0, end < 0 ? words.length : end)
    .map(([, double, single, , plain]) => double ?? single ?? plain ?? '');
}
