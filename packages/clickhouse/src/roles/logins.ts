import { personLimits, type RoleDefinition } from './definition.js';

/** A login with its rights, as the embedded server's `users.xml` is written from it. */
export interface RoleLogin {
  readonly name: string;
  readonly grants: readonly string[];
  readonly readonly: boolean;
  readonly settings: Readonly<Record<string, number>>;
}

/** One login per role: for the embedded server, which knows users but no roles. */
export const roleLogins = (roles: readonly RoleDefinition[]): RoleLogin[] =>
  roles.map(({ name, kind, grants }) => ({
    name,
    grants,
    readonly: kind === 'person',
    settings: kind === 'person' ? personLimits : {},
  }));
