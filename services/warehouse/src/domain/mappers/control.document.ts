import { controlDocument } from '@stellwerk/contracts';
import { defineMapper } from '../mapper.js';
import { rowOf } from '../table.js';
import { tenants } from '../tables.js';

/** What a tenant's document says of it, for queries; other kinds of documents are kept raw alone. */
export const controlDocumentMapper = defineMapper(controlDocument, ({ kind, tenant, version, spec }) => {
  if (kind !== 'tenant') return [];
  // Whoever governs has checked it; a withdrawn document says nothing any more.
  const text = (field: string) => (typeof spec?.[field] === 'string' ? spec[field] : '');
  return [
    rowOf(tenants, {
      tenant,
      display_name: text('displayName'),
      currency: text('currency'),
      timezone: text('timezone'),
      region: text('region'),
      version,
    }),
  ];
});
