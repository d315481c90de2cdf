import type { Properties, StellwerkMethods } from './api.js';
import { consentModeSource } from './consent/consent-mode.js';
import { gppSource } from './consent/gpp.js';
import { ownSource } from './consent/own.js';
import { type ConsentState, mayStore } from './consent/state.js';
import { tcfSource } from './consent/tcf.js';
import { keep, readKept } from './device-store.js';
import type { Options } from './options.js';
import { randomId } from './random-id.js';
import { createSender } from './sender.js';
import { snapshotOf } from './snapshot.js';
import { createTrail } from './trail.js';

const LIBRARY = { name: 'stellwerk.js', version: '1' };
const UTM = /^utm_(source|medium|campaign|term|content)$/;

/** The tag on a page: it says what happened, what the visitor allowed, and stores nothing before that. */
export function createTag(options: Options): StellwerkMethods {
  /** The calls of a visitor share it: permission may give back the id of an earlier visit before they are sent. */
  let visitor = { id: randomId() };
  let userId: string | undefined;
  let hasRead = false;
  /** Whoever logged out before the device might be read is not to come back from it. */
  let isReset = false;
  let isPatient = true;

  const changed = () => {
    persist();
    void sender.flush();
  };
  const pageBefore = createTrail(document.referrer);
  const own = ownSource(navigator as { globalPrivacyControl?: boolean });
  const page = window as object;
  const sender = createSender({
    url: `${options.host}/s`,
    flushMs: options.flushMs,
    mayLeave,
    body: (calls) =>
      JSON.stringify({
        writeKey: options.key,
        sentAt: now(),
        consent: consentState(),
        context: context(),
        batch: calls,
      }),
    changed: () => persist(),
  });
  const sources = [tcfSource(page, later), gppSource(page, later), consentModeSource(page, later), own];

  function mayLeave(): boolean {
    return !isPatient || !sources.some((source) => source.isPending());
  }

  /** Consent managers may answer while the sources are still made. */
  function later(): void {
    queueMicrotask(changed);
  }

  function consentState(): ConsentState {
    const state: ConsentState = {};
    for (const source of sources) source.describe(state);
    return state;
  }

  function persist(): void {
    const isAllowed = mayStore(sources);
    if (isAllowed && !hasRead) {
      hasRead = true;
      const { calls = [], ...kept } = readKept();
      if (!isReset) {
        visitor.id = kept.anonymousId ?? visitor.id;
        userId ??= kept.userId;
      }
      // Adding them leads back here.
      if (calls.length > 0) sender.add(...calls);
    }
    if (isAllowed) keep({ anonymousId: visitor.id, ...(userId && { userId }), calls: sender.waiting() });
    else if (isAllowed === false) keep(undefined);
  }

  function say(call: Properties): void {
    const said = snapshotOf(call, (problem) => console.error('stellwerk: a call is not sent:', problem));
    if (!said) return;
    const who = visitor;
    const { title } = document;
    const { href, pathname, searchParams } = new URL(location.href);
    const utm = [...searchParams].filter(([name]) => UTM.test(name)).map(([name, value]) => [name.slice(4), value]);
    const { campaign: name, ...campaign } = Object.fromEntries(utm) as Record<string, string>;
    sender.add({
      messageId: randomId(),
      timestamp: now(),
      ...said,
      context: {
        page: { url: href, path: pathname, title, referrer: pageBefore(href) },
        ...(utm.length > 0 && { campaign: { ...campaign, ...(name && { name }) } }),
      },
      get anonymousId() {
        return who.id;
      },
      ...(userId && { userId }),
    });
  }

  if (options.consentWaitMs !== undefined) {
    setTimeout(() => {
      isPatient = false;
      void sender.flush();
    }, options.consentWaitMs);
  }
  addEventListener('online', () => void sender.flush());
  // The last chance that browsers promise; on phones a hidden page may never come back.
  addEventListener('pagehide', () => sender.leave());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' && mayLeave()) sender.leave();
  });

  return {
    page: (name, properties = {}) => say({ type: 'page', name: name ?? document.title, properties }),
    track: (event, properties = {}) => say({ type: 'track', event, properties }),
    identify: (id, traits = {}) => {
      userId = String(id);
      say({ type: 'identify', traits });
    },
    consent: (purposes) => {
      own.say(purposes);
      changed();
    },
    reset: () => {
      isReset = true;
      userId = undefined;
      visitor = { id: randomId() };
      changed();
    },
    flush: () => sender.flush(),
  };
}

function context(): object {
  return {
    library: LIBRARY,
    locale: navigator.language,
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    screen: { width: screen.width, height: screen.height },
  };
}

const now = (): string => new Date().toISOString();
