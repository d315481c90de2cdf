/** The tag as one script for browsers from 2020 on. */
export function bundle(): Promise<string>;
