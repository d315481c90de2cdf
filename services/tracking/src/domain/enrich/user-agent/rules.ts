/** One rule in the manner of uap-core: a pattern, and texts that take the place of its groups. */
export interface UserAgentRule {
  readonly regex: string;
  /** Family; `$1` … stand for groups; absent = first group. */
  readonly family?: string | undefined;
  /** Parts of the version, first the major one; absent = the groups after the first. */
  readonly versions?: readonly (string | undefined)[];
}

/** Rules in the order in which they are tried. */
export interface UserAgentRules {
  readonly browsers: readonly UserAgentRule[];
  readonly systems: readonly UserAgentRule[];
}
