import { createHash } from 'node:crypto';

/** A login of the embedded server. Grants and row filters read as in SQL, without the word GRANT and without a grantee. */
export interface ClickHouseUser {
  readonly name: string;
  readonly password: string;
  /** `SELECT ON curated.*`; without grants the user may do everything. */
  readonly grants?: readonly string[];
  /** Reads only, and a query ends when its client leaves. */
  readonly readonly?: boolean;
  /** Settings of the user's profile, such as `max_execution_time` (seconds). */
  readonly settings?: Readonly<Record<string, string | number>>;
  /** Rows that the user sees of a table, as an expression over its columns. */
  readonly rowFilters?: readonly RowFilter[];
}

export interface RowFilter {
  readonly database: string;
  readonly table: string;
  readonly filter: string;
}

export interface ClickHouseSettings {
  readonly dataDir: string;
  readonly usersFile: string;
  readonly httpPort: number;
  readonly tcpPort: number;
  readonly maxServerMemoryBytes: number;
}

/** The server's own settings. */
export function renderServerConfig(settings: ClickHouseSettings): string {
  return document([
    element('path', `${settings.dataDir}/`),
    element('users_config', settings.usersFile),
    element('listen_host', '127.0.0.1'),
    element('http_port', settings.httpPort),
    element('tcp_port', settings.tcpPort),
    element('max_server_memory_usage', settings.maxServerMemoryBytes),
    element('mark_cache_size', 128 * MEBIBYTE),
    element('max_concurrent_queries', 100),
    // A damaged part must stop the start; by default it would be set aside and its rows silently missing.
    block('merge_tree', [element('max_suspicious_broken_parts', 0)]),
  ]);
}

const MEBIBYTE = 1024 * 1024;

/**
 * `users.xml`. The engine insists on opening its own session as `default` without a password, so that user exists but
 * is useless to anyone else: it may hold one session, which the engine holds, and may do nothing but open the ports.
 */
export function renderUsers(users: readonly ClickHouseUser[]): string {
  const profiles = users.map((user) =>
    block(profileName(user), [
      ...(user.readonly ? [element('readonly', 2), element('cancel_http_readonly_queries_on_client_close', 1)] : []),
      ...Object.entries(user.settings ?? {}).map(([name, value]) => element(name, value)),
    ]),
  );
  return document([
    block('profiles', [block('default', []), block('engine', [element('max_sessions_for_user', 1)]), ...profiles]),
    block('quotas', [block('default', [])]),
    block('users', [
      userBlock({ name: 'default', password: '', grants: ['SYSTEM LISTEN ON *.*'] }, 'engine'),
      ...users.map((user) => userBlock(user, profileName(user))),
    ]),
  ]);
}

const profileName = (user: ClickHouseUser) => `profile_${user.name}`;

function userBlock(user: ClickHouseUser, profile: string): string {
  return block(user.name, [
    user.password === ''
      ? element('password', '')
      : element('password_sha256_hex', createHash('sha256').update(user.password).digest('hex')),
    block('networks', [element('ip', '127.0.0.1')]),
    element('profile', profile),
    element('quota', 'default'),
    ...(user.grants
      ? [
          block(
            'grants',
            user.grants.map((grant) => element('query', `GRANT ${grant}`)),
          ),
        ]
      : []),
    ...(user.rowFilters?.length ? [block('databases', user.rowFilters.map(rowFilterBlock))] : []),
  ]);
}

const rowFilterBlock = ({ database, table, filter }: RowFilter) =>
  block(database, [block(table, [element('filter', filter)])]);

const document = (children: readonly string[]) => `${block('clickhouse', children)}\n`;

function block(tag: string, children: readonly string[]): string {
  const body = children.map((child) => `${child.replace(/^/gm, '  ')}\n`).join('');
  return `<${tagName(tag)}>\n${body}</${tag}>`;
}

const element = (tag: string, value: string | number) => `<${tagName(tag)}>${escapeXml(String(value))}</${tag}>`;

/** Names become XML tags; anything else would change the meaning of the file. */
function tagName(name: string): string {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
    throw new Error(`"${name}" is not usable as a ClickHouse configuration name`);
  return name;
}

const escapeXml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
