import type { ControlTable } from '@stellwerk/bus';
import type { ControlDocument, ControlKind } from '@stellwerk/contracts';
import { controlOf, documentOf } from '../testing/knowledge-module.js';
import { readerOf } from './reader.js';

const stewardship = {
  ...{ owner: 'shop', legalBasis: 'own content', licence: 'proprietary', trust: 'own' },
  ...{ retentionDays: null, personalData: 'mark', injection: 'mark' },
};
const source = (name: string, access: readonly string[], tenant = 'demo') =>
  documentOf('knowledge-source', tenant, name, { ...stewardship, access });
const documents: readonly ControlDocument[] = [
  ...controlOf('demo', {}),
  source('website', ['public']),
  source('handbook', ['role:analyst', 'group:support']),
  source('board', ['group:board']),
  source('website', ['group:board'], 'other'),
];
const control = {
  get: (kind: ControlKind, tenant: string, name: string) =>
    documents.find((one) => one.kind === kind && one.tenant === tenant && one.name === name),
  all: (kind: ControlKind) => documents.filter((one) => one.kind === kind),
} as Pick<ControlTable, 'get' | 'all'>;
const token = { name: 'token', tenants: ['demo'] };

describe('what a token may read', () => {
  it.each([
    ['a viewer', ['viewer'], undefined, ['public', 'role:viewer'], ['board', 'handbook']],
    ['an analyst', ['analyst'], undefined, ['public', 'role:analyst'], ['board']],
    ['a group', ['viewer'], ['support'], ['group:support', 'public', 'role:viewer'], ['board']],
  ] as const)('of %s: its labels, and no source that lets none of them in', (_who, roles, groups, access, closed) => {
    const reader = readerOf({ ...token, roles, ...(groups && { groups }) }, 'demo', control);
    expect(reader).toEqual({ tenant: 'demo', access, closedSources: closed });
  });

  it('of an admin is everything', () => {
    const { access, closedSources } = readerOf({ ...token, roles: ['admin'] }, 'demo', control);
    expect(access).toEqual(expect.arrayContaining(['public', 'role:analyst', 'group:board']));
    expect(closedSources).toBeUndefined();
  });

  it('is of its own tenants alone', () => {
    expect(() => readerOf({ ...token, roles: ['admin'] }, 'other', control)).toThrow(
      expect.objectContaining({ code: 'SVC_TENANT_FORBIDDEN' }),
    );
  });
});
