/** Begins when a page is shown: at once, or later where the browser prepares it unseen (Speculation Rules). */
export function whenShown(page: EventTarget & { readonly prerendering?: boolean }, begin: () => void): void {
  if (page.prerendering) page.addEventListener('prerenderingchange', begin, { once: true });
  else begin();
}
