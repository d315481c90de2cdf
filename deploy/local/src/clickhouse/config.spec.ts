import { renderServerConfig, renderUsers } from './config.js';

const settings = {
  dataDir: '/state/a & b/data',
  usersFile: '/state/users.xml',
  httpPort: 4622,
  tcpPort: 4623,
  maxServerMemoryBytes: 1_500_000_000,
};

describe('server configuration', () => {
  it('listens on loopback only, on the planned ports', () => {
    const xml = renderServerConfig(settings);
    expect(xml.match(/<listen_host>.*<\/listen_host>/g)).toEqual(['<listen_host>127.0.0.1</listen_host>']);
    expect(xml).toContain('<http_port>4622</http_port>');
    expect(xml).toContain('<tcp_port>4623</tcp_port>');
  });

  it('escapes what would end an element', () => {
    expect(renderServerConfig(settings)).toContain('<path>/state/a &amp; b/data/</path>');
  });
});

describe('users', () => {
  const analyst = {
    name: 'analyst',
    password: 'very secret',
    grants: ['SELECT ON curated.*', 'SELECT(name) ON results.runs'],
    readonly: true,
    settings: { max_execution_time: 60 },
    rowFilters: [{ database: 'curated', table: 'orders', filter: "tenant = 'demo' AND value < 10" }],
  };

  it('renders a role with its profile, grants and row filters', () => {
    expect(renderUsers([analyst])).toMatchSnapshot();
  });

  it('never writes a password down', () => {
    expect(renderUsers([analyst])).not.toContain('very secret');
  });

  it('leaves the user "default" no session and no rights', () => {
    const xml = renderUsers([]);
    expect(xml).toContain('<max_sessions_for_user>1</max_sessions_for_user>');
    expect(xml.match(/<query>.*<\/query>/g)).toEqual(['<query>GRANT SYSTEM LISTEN ON *.*</query>']);
  });

  it.each(['a b', '', '1st', '../x', 'a><b'])('refuses %j as a name', (name) => {
    expect(() => renderUsers([{ name, password: 'x' }])).toThrow('not usable as a ClickHouse configuration name');
  });
});
