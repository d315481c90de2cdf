/**
 * Whether a value of the `Origin` header stands on a source's list. An entry is an origin such as `https://shop.example`, or
 * `https://*.shop.example` for every subdomain.
 */
export function isListedOrigin(origin: string, allowed: readonly string[]): boolean {
  return allowed.some((entry) => {
    const [scheme, parent] = entry.split('*.', 2);
    if (parent === undefined) return entry === origin;
    return origin.startsWith(scheme as string) && origin.endsWith(`.${parent}`);
  });
}

/** Host name of an `Origin` header; `undefined` where it names none, as in `null`. */
export function hostOfOrigin(origin: string | undefined): string | undefined {
  return origin === undefined ? undefined : URL.parse(origin)?.hostname || undefined;
}
