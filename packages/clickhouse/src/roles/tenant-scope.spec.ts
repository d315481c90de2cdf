import { renderTenantRoleSql, tenantFilters } from './tenant-scope.js';

const tables = [
  { database: 'curated', table: 'touches', hasTenant: true },
  { database: 'ops', table: 'otel_traces', hasTenant: false },
];

describe('a role for one tenant', () => {
  it('shows its rows, and nothing of tables that do not say whose rows are', () => {
    expect(tenantFilters('my-shop', tables)).toEqual([
      { database: 'curated', table: 'touches', filter: "tenant = 'my-shop'" },
      { database: 'ops', table: 'otel_traces', filter: '0' },
    ]);
  });

  it('grants nothing by itself', () => {
    expect(renderTenantRoleSql('my-shop', tables)).toEqual([
      'CREATE ROLE IF NOT EXISTS `tenant_my-shop`',
      "CREATE ROW POLICY OR REPLACE `tenant_my-shop` ON `curated`.`touches` FOR SELECT USING tenant = 'my-shop' TO `tenant_my-shop`",
      'CREATE ROW POLICY OR REPLACE `tenant_my-shop` ON `ops`.`otel_traces` FOR SELECT USING 0 TO `tenant_my-shop`',
    ]);
  });

  it.each(["a' OR '1' = '1", '', 'A'])('is not made for %j', (tenant) => {
    expect(() => tenantFilters(tenant, tables)).toThrow(RangeError);
  });
});
