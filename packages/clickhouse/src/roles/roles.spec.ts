import { StellwerkError } from '@stellwerk/contracts';
import { parseRoles } from './definition.js';
import { roleLogins } from './logins.js';
import { renderRolesSql } from './sql.js';

const viewer = { name: 'viewer', kind: 'person', purpose: 'to look', grants: ['SELECT ON results.*'] };
const sink = { name: 'sink', kind: 'service', purpose: 'to fill', grants: ['SELECT, INSERT ON raw.messages'] };
const fieldOf = (...entries: object[]) => {
  try {
    parseRoles(JSON.stringify(entries));
  } catch (error) {
    if (error instanceof StellwerkError) return `${error.code} ${error.field}`;
    throw error;
  }
  return 'no error';
};

describe('role definitions', () => {
  it.each([
    ['a name that is no identifier', { ...viewer, name: 'privacy-officer' }, '0.name'],
    ['a kind that does not exist', { ...viewer, kind: 'robot' }, 'viewer.kind'],
    ['no purpose', { ...viewer, purpose: '' }, 'viewer.purpose'],
    ['no grants', { ...viewer, grants: undefined }, 'viewer.grants'],
    ['a grant with a grantee', { ...viewer, grants: ['SELECT ON a.* TO b'] }, 'viewer.grants.0'],
    ['a grant that ends its statement', { ...viewer, grants: ['SELECT ON a.*; DROP TABLE b'] }, 'viewer.grants.0'],
  ])('refuse %s', (_title, entry, field) => {
    expect(fieldOf(entry)).toBe(`CLK_ROLES_INVALID ${field}`);
  });

  it('refuse a name that is taken', () => {
    expect(fieldOf(viewer, viewer)).toBe('CLK_ROLES_INVALID 1.name');
  });

  const roles = parseRoles(JSON.stringify([viewer, sink]));

  it('become logins: persons read only and within limits, services without', () => {
    expect(roleLogins(roles)).toEqual([
      expect.objectContaining({
        name: 'viewer',
        readonly: true,
        settings: expect.objectContaining({ max_execution_time: 120 }),
      }),
      { name: 'sink', grants: ['SELECT, INSERT ON raw.messages'], readonly: false, settings: {} },
    ]);
  });

  it('become SQL that takes back what is no longer granted', () => {
    expect(renderRolesSql(roles)).toEqual([
      expect.stringMatching(/^CREATE ROLE IF NOT EXISTS viewer SETTINGS readonly = 2, /),
      'REVOKE ALL ON *.* FROM viewer',
      'GRANT SELECT ON results.* TO viewer',
      'CREATE ROLE IF NOT EXISTS sink',
      'REVOKE ALL ON *.* FROM sink',
      'GRANT SELECT, INSERT ON raw.messages TO sink',
    ]);
  });
});
