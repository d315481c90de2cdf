import { defaultPerson, deterministicId, eventIdOf, type TrackedEvent } from '@stellwerk/contracts';
import { dead, ok, type Result } from '@stellwerk/pipeline';
import type { Call } from '../domain/call.js';
import type { Client } from '../domain/client.js';
import { FieldProblem } from '../domain/commerce.js';
import type { ConsentDecision } from '../domain/consent/decide.js';
import { consentOnEvent } from '../domain/consent/on-event.js';
import { deviceTexts } from '../domain/device-texts.js';
import { minimisePath, minimiseProperties, minimiseUrl, truncateIp } from '../domain/minimise.js';
import type { Redact } from '../domain/personal-data/redactor.js';
import { actionPart } from './action-part.js';
import { arrivalOf } from './arrival.js';
import type { IncomingCall } from './call.js';
import type { Identified } from './identify.step.js';

/** A call whose person, consent and time are known. */
export type ReadCall = IncomingCall &
  Identified & { call: Call; client: Client; consent: ConsentDecision; eventTimeMs: number };

/** A read call and what removes the person from its texts, by all that its request says of the person. */
export type RedactableCall = ReadCall & { redact: Redact };

/** What a mapped event is before its contract is checked. A field that holds `undefined` is as good as absent: JSON leaves it out. */
export type Draft = { readonly kind: TrackedEvent['kind'] } & Record<string, unknown>;

/** Maps a call to the canonical event and leaves behind everything that is not needed of the person. */
export const createMapStep = () =>
  function mapStep<Input extends RedactableCall>(input: Input): Result<Input & { draft: Draft }> {
    const { redact } = input;
    const { hasher } = input.origin.context;
    try {
      const action = actionPart(input.call.action(), redact, hasher);
      return ok({ ...input, draft: { ...commonPart(input, redact), ...action } });
    } catch (error) {
      if (error instanceof FieldProblem) return dead('EVENT_INVALID', { field: error.field, problem: error.problem });
      throw error;
    }
  };

function commonPart(input: ReadCall, redact: Redact): Record<string, unknown> {
  const { call, consent, origin } = input;
  const { tenant, name: source } = origin.context.source;
  const messageId = call.messageId ?? deterministicId('content', JSON.stringify(input.raw));
  const page = pageOf(call, redact);
  return {
    // Hashed, because clients put readable things into message ids.
    eventId: eventIdOf(tenant, source, messageId, call.messageScope),
    messageId: redact(messageId),
    tenant,
    source,
    name: redact(call.name),
    eventTime: new Date(input.eventTimeMs).toISOString(),
    receivedAt: new Date(origin.receivedAtMs).toISOString(),
    personKey: input.personKey,
    person: defaultPerson(tenant, input.personKey),
    keys: input.keys,
    consent: consentOnEvent(consent, redact),
    page,
    ...arrivalOf(call, page?.host, consent, redact),
    device: deviceOf(input),
    geo: input.client.place,
    agent: input.client.agent,
    library: libraryOf(call.library, redact),
    properties: minimiseProperties(call.properties, {
      redact,
      mayMeasure: consent.purposes.includes('ad_measurement'),
    }),
  };
}

function pageOf({ page }: Call, redact: Redact): TrackedEvent['page'] | undefined {
  if (!page) return undefined;
  const address = minimiseUrl(page.url, redact);
  return unlessEmpty({
    url: address?.url,
    path: page.path === undefined ? undefined : pathOf(page.path, redact),
    host: address?.host,
    title: bounded(page.title, 512, redact),
    referrer: minimiseUrl(page.referrer, redact)?.url,
  });
}

/** Clients send a path with its query and fragment at times. */
function pathOf(path: string, redact: Redact): string {
  const end = path.search(/[?#]/);
  return redact(minimisePath(end < 0 ? path : path.slice(0, end))).slice(0, 2_048);
}

/** The user agent is reduced to what does not tell single devices apart, unless a granted purpose needs it whole. */
function deviceOf({ call, client, consent, origin }: ReadCall): Record<string, unknown> | undefined {
  const { device } = call;
  const wanted = consent.mode === 'identified' ? origin.context.source.spec.fullUserAgentFor : undefined;
  const needsAll = wanted?.some((purpose) => consent.purposes.includes(purpose));
  const texts = unlessEmpty({
    userAgent: needsAll ? client.userAgent?.slice(0, 512) || undefined : undefined,
    locale: deviceTexts.locale(device?.locale),
    timezone: deviceTexts.timezone(device?.timezone),
    screen: deviceTexts.screen(device?.screen),
    ip: truncateIp(client.address),
  });
  if (!client.facts) return texts;
  const { browser, os, class: deviceClass } = client.facts;
  return { browser, os, class: deviceClass, ...texts };
}

/** A version that consists of numbers stays, though it may look like an IP address. */
function libraryOf(library: string | undefined, redact: Redact): string | undefined {
  const text = library?.slice(0, 128);
  if (!text) return text;
  const [, name, version] = /^(.*?)(@\d{1,4}(?:\.\d{1,8}){1,4})$/.exec(text) ?? [undefined, text, ''];
  return `${redact(name as string)}${version}`.slice(0, 128);
}

function bounded(text: string | undefined, max: number, redact: Redact): string | undefined {
  return text === undefined || text === '' ? undefined : redact(text).slice(0, max);
}

function unlessEmpty<Fields extends Readonly<Record<string, string | undefined>>>(fields: Fields): Fields | undefined {
  return Object.values(fields).some((value) => value !== undefined) ? fields : undefined;
}
