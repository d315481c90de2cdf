import {
  type ImportKind,
  type ImportMapping,
  importKindNames,
  importKinds,
  importMapping,
  StellwerkError,
} from '@stellwerk/contracts';
import { errors } from './errors.js';

/** @throws IMP_KIND_UNKNOWN */
export function kindNamed(name: string): ImportKind {
  const known = importKindNames.find((candidate) => candidate === name);
  if (!known)
    throw new StellwerkError(
      errors.KIND_UNKNOWN,
      { kind: name.slice(0, 64), kinds: importKindNames.join(', ') },
      { field: 'kind' },
    );
  return importKinds[known];
}

/** A mapping from what a file or a request says. @throws IMP_MAPPING_INVALID naming the setting */
export function parseMapping(value: unknown): ImportMapping {
  const parsed = importMapping.safeParse(value ?? {});
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join('.').slice(0, 256) || '(mapping)';
  const keys = issue?.code === 'unrecognized_keys' ? `: ${issue.keys.join(', ').slice(0, 200)}` : '';
  const problem = `${field} ${issue?.code === 'unrecognized_keys' ? 'has unknown settings' : 'has a value that does not fit'}${keys}`;
  throw new StellwerkError(errors.MAPPING_INVALID, { problem }, { field });
}
