/** Where a command's text goes, without a line break at the end. */
export type Write = (line: string) => void;
