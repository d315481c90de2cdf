/**
 * The page before each page on which something is said. Of the first that is what the browser says; once scripts have changed
 * the address, the page before is the last address: else every view of one visit would come from where its first one came from.
 */
export function createTrail(referrer: string): (address: string) => string {
  let before = referrer;
  let current: string | undefined;
  return (address) => {
    if (current !== undefined && address !== current) before = current;
    current = address;
    return before;
  };
}
