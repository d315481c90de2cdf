import { setTimeout as sleep } from 'node:timers/promises';
import type { Bus, ControlTable, KafkaAccess } from '@stellwerk/bus';
import { type ControlDocument, StellwerkError } from '@stellwerk/contracts';
import type { CliContext } from '../context.js';
import { errors } from '../errors.js';
import { changesTo, type WantedDocument, writeChanges } from './documents.js';
import { newWriteKey, tenantDocuments } from './tenant.js';
import { withControl } from './with-bus.js';

/** A source that a command may write to. */
export interface SourceAccess {
  readonly tenant: string;
  /** Name of the source document. */
  readonly name: string;
  readonly writeKey: string;
  /** Reporting currency of the tenant. */
  readonly currency: string;
  /** Documents that were not there before, `kind tenant/name`. */
  readonly created: readonly string[];
}

/** A source that belongs to a command: nothing that others govern decides about what the command sends. */
export interface OwnSource {
  readonly tenant: string;
  /** The source and the documents that it names. */
  readonly documents: (writeKey: string) => readonly WantedDocument[];
  /** What a tenant that does not exist yet gets beside them. */
  readonly tenantDocuments: readonly WantedDocument[];
  /** Who writes, for the record. */
  readonly by: string;
}

/** What every tenant has, whatever its sources. */
export function bareTenant(tenant: string): WantedDocument[] {
  const all = tenantDocuments(tenant, {
    ...STANDARD,
    displayName: tenant,
    writeKey: newWriteKey(),
    defaultPurposes: [],
  });
  return all.filter(({ kind }) => ['tenant', 'identity-policy', 'retention'].includes(kind));
}

const STANDARD = { currency: 'EUR', timezone: 'Europe/Berlin', region: 'DE' } as const;

/** How long services may take to hear of a new document. */
const HEARD_AFTER_MS = 1_000;

/** Opens a source by the documents as they stand now; says what had to be made, and waits until services know it. */
export async function openSource(
  kafka: KafkaAccess,
  { report, signal }: Pick<CliContext, 'report' | 'signal'>,
  open: (control: ControlTable, bus: Bus) => Promise<SourceAccess>,
): Promise<SourceAccess> {
  const source = await withControl(kafka, open);
  if (source.created.length > 0) {
    report(`created ${source.created.join(', ')}`);
    await sleep(HEARD_AFTER_MS, undefined, { signal });
  }
  return source;
}

/**
 * The source that belongs to a command; what is missing of it is made. What is there must be as the command needs it: somebody
 * who changed or disabled it meant to.
 * @throws StellwerkError CLI_SOURCE_DISABLED, CLI_SOURCE_UNFIT
 */
export async function ensureOwnSource(
  control: Pick<ControlTable, 'get'>,
  bus: Bus,
  { tenant, documents, tenantDocuments: bare, by }: OwnSource,
  now: Date,
): Promise<SourceAccess> {
  const name = documents('').find(({ kind }) => kind === 'source')?.name ?? '';
  const existing = control.get('source', tenant, name);
  assertEnabled(existing);
  const writeKey = existing?.spec.writeKey ?? newWriteKey();
  const isTenant = control.get('tenant', tenant, tenant) !== undefined;
  const changes = changesTo(control, [...(isTenant ? [] : bare), ...documents(writeKey)]);
  const [unfit] = changes.filter(({ version }) => version > 1);
  if (unfit) {
    const { kind, difference } = unfit;
    const document = `${kind} ${tenant}/${unfit.name}`;
    throw new StellwerkError(errors.SOURCE_UNFIT, { document, difference: difference.join(', ') });
  }
  await writeChanges(bus, changes, by, now);
  return { tenant, name, writeKey, currency: currencyOf(control, tenant, bare), created: changes.map(nameOf) };
}

/**
 * A source of a tenant: the one named, else "web", else the first by name that is enabled. A tenant that does not exist yet is
 * made with a source "web" that keeps events without a consent signal, since whoever sends a file knows what is in it.
 * @throws StellwerkError CLI_SOURCE_MISSING, CLI_SOURCE_DISABLED
 */
export async function ensureSource(
  control: Pick<ControlTable, 'get' | 'all'>,
  bus: Bus,
  { tenant, name, by }: { readonly tenant: string; readonly name: string | undefined; readonly by: string },
  now: Date,
): Promise<SourceAccess> {
  const source = name === undefined ? usualSource(control, tenant) : control.get('source', tenant, name);
  if (source) {
    assertEnabled(source);
    return {
      tenant,
      name: source.name,
      writeKey: source.spec.writeKey,
      currency: currencyOf(control, tenant, []),
      created: [],
    };
  }
  if (name !== undefined || control.get('tenant', tenant, tenant)) {
    throw new StellwerkError(errors.SOURCE_MISSING, { tenant, source: name ?? 'that is enabled' });
  }
  const writeKey = newWriteKey();
  const options = { ...STANDARD, displayName: tenant, writeKey, defaultPurposes: ['analytics_store' as const] };
  const changes = changesTo(control, tenantDocuments(tenant, options));
  await writeChanges(bus, changes, by, now);
  return { tenant, name: 'web', writeKey, currency: STANDARD.currency, created: changes.map(nameOf) };
}

function usualSource(
  control: Pick<ControlTable, 'get' | 'all'>,
  tenant: string,
): ControlDocument<'source'> | undefined {
  const enabled = control.all('source').filter((one) => one.tenant === tenant && one.spec.enabled);
  return enabled.find(({ name }) => name === 'web') ?? enabled.sort((a, b) => (a.name < b.name ? -1 : 1))[0];
}

function assertEnabled(source: ControlDocument<'source'> | undefined): void {
  if (source && !source.spec.enabled) {
    throw new StellwerkError(errors.SOURCE_DISABLED, { source: `${source.tenant}/${source.name}` });
  }
}

function currencyOf(control: Pick<ControlTable, 'get'>, tenant: string, wanted: readonly WantedDocument[]): string {
  const spec = control.get('tenant', tenant, tenant)?.spec ?? wanted.find(({ kind }) => kind === 'tenant')?.spec;
  return (spec as { currency?: string } | undefined)?.currency ?? STANDARD.currency;
}

const nameOf = ({ kind, tenant, name }: WantedDocument): string => `${kind} ${tenant}/${name}`;
