import type { StellwerkMethods, WaitingCall } from './api.js';
import { readOptions } from './options.js';
import { createTag } from './tag.js';
import { whenShown } from './when-shown.js';

/** Runs the calls that the page made before the script had loaded, and every one that it still pushes. */
function start(script: HTMLScriptElement): void {
  const options = readOptions(script);
  const before = window.stellwerk;
  // Loaded twice, or without a key: the first one stays.
  if (!options || (before && !Array.isArray(before))) return;
  const tag = createTag(options);
  const run = ([method, ...rest]: WaitingCall) => {
    (tag[method] as (...args: unknown[]) => unknown)(...rest);
  };
  window.stellwerk = Object.assign(tag, { push: run });
  if (options.page !== 'off') tag.page();
  before?.forEach(run);
  if (options.page === 'spa') followAddress(tag);
}

/** One page call for each change of the address by scripts. */
function followAddress(tag: StellwerkMethods): void {
  let { href } = location;
  const look = () => {
    if (location.href === href) return;
    href = location.href;
    tag.page();
  };
  for (const method of ['pushState', 'replaceState'] as const) {
    const original = history[method];
    history[method] = (...args) => {
      original.apply(history, args);
      // Titles are often set right after the address.
      setTimeout(look);
    };
  }
  addEventListener('popstate', () => setTimeout(look));
}

const script = document.currentScript;
if (script instanceof HTMLScriptElement) whenShown(document, () => start(script));
