import type { ControlTable } from '@stellwerk/bus';

/** Sources of a tenant that let in none of these labels now, in the order of their names. */
export const closedSourcesOf = (
  control: Pick<ControlTable, 'all'>,
  tenant: string,
  access: readonly string[],
): readonly string[] =>
  control
    .all('knowledge-source')
    .filter((source) => source.tenant === tenant && !source.spec.access.some((label) => access.includes(label)))
    .map(({ name }) => name)
    .sort();
