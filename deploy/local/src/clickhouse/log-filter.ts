import type { LogFilter } from '../part.js';

const FIRST_LINE = /^\d{4}\.\d{2}\.\d{2} |^engine ended: /;
const QUERY_ERROR =
  /^(?<head>.*<\w+> (?:executeQuery|DynamicQueryHandler|HTTPHandler|TCPHandler|ServerErrorHandler)[^:]*:)/;
const CODE = /Code: \d+/;
const NAME = /\((?<name>[A-Z][A-Z0-9_]+)\)/;

/**
 * Errors of queries may quote rows, and so personal data: of such a message only time, place and error code are kept, and
 * its further lines are dropped. Messages of the server itself (merges, disks, start) stay whole.
 */
export function createRowContentFilter(): LogFilter {
  let dropping = false;
  return (line) => {
    if (!FIRST_LINE.test(line)) return dropping ? undefined : line;
    const head = QUERY_ERROR.exec(line)?.groups?.head;
    dropping = head !== undefined;
    if (head === undefined) return line;
    return [head, CODE.exec(line)?.[0], NAME.exec(line)?.[0]].filter(Boolean).join(' ');
  };
}
