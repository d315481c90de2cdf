import type { TextCheck } from '../text-check.js';
import { LabelledText, type Trust } from './labelled-text.js';

/** Something that is to become part of a prompt: a retrieved document or the output of a tool. */
export interface ContextItem {
  readonly id: string;
  readonly provenance: 'document' | 'tool';
  /** Where it was fetched: a host name, a tool name, the name of a collection. */
  readonly source: string;
  readonly text: string;
}

/** What may become part of a prompt, and as what. */
export interface ContextPolicy {
  /** The first that fits the source of an item counts; an item no entry fits is refused. `*` stands for any characters. */
  readonly sources: readonly { readonly source: string; readonly trust: Trust | 'refused' }[];
  /** Hosts that links and mail addresses in untrusted text may name; others are taken out. Absent = all may stay. */
  readonly allowedHosts?: readonly string[];
  /** UTF-16 units of one item; what is beyond is cut off. */
  readonly maxUnits: number;
}

export interface AdmittedContext {
  readonly items: readonly { readonly id: string; readonly text: LabelledText; readonly check: TextCheck }[];
  readonly refused: readonly { readonly id: string; readonly reason: 'source' | 'blocked' }[];
}

const ADDRESS =
  /\b(?:https?:\/\/|www\.)([^\s/"'<>()[\]]{1,253})[^\s"'<>()[\]]{0,2000}|\b[\w.+-]{1,64}@([\w-]{1,63}(?:\.[\w-]{1,63}){1,8})/gi;
/** What stands for a link to a host that is not on the list. */
export const LINK_REMOVED = '[link removed]';

/**
 * Lets documents and tool outputs into a prompt: by source, with a trust that stays on the text, without instructions to
 * the assistant, and without addresses of hosts that are not on the list. What is trusted is checked as well; only its
 * links stay.
 *
 * @param check The check of texts for the provenance of an item: {@link createTextChecker} with the policy of the tenant.
 */
export function admitContext(
  items: readonly ContextItem[],
  policy: ContextPolicy,
  check: (text: string, provenance: ContextItem['provenance']) => TextCheck,
): AdmittedContext {
  const admitted: AdmittedContext['items'][number][] = [];
  const refused: AdmittedContext['refused'][number][] = [];
  for (const item of items) {
    const trust = policy.sources.find(({ source }) => fits(source, item.source))?.trust ?? 'refused';
    if (trust === 'refused') {
      refused.push({ id: item.id, reason: 'source' });
      continue;
    }
    const result = check(item.text.slice(0, policy.maxUnits), item.provenance);
    if (result.verdict === 'block') {
      refused.push({ id: item.id, reason: 'blocked' });
      continue;
    }
    const text =
      trust === 'untrusted' && policy.allowedHosts
        ? withoutForeignHosts(result.text, policy.allowedHosts)
        : result.text;
    const label = { provenance: item.provenance, source: `${item.source}/${item.id}`, trust };
    admitted.push({ id: item.id, text: LabelledText.of(text, label), check: result });
  }
  return { items: admitted, refused };
}

function withoutForeignHosts(text: string, allowed: readonly string[]): string {
  return text.replace(ADDRESS, (address, linked: string | undefined, mailed: string | undefined) => {
    const host = (linked ?? mailed ?? '')
      .toLowerCase()
      .replace(/^[^@]*@/, '')
      .replace(/:\d+$/, '')
      .replace(/\.$/, '');
    const isAllowed = allowed.some((one) => host === one || host.endsWith(`.${one}`));
    return isAllowed ? address : LINK_REMOVED;
  });
}

function fits(pattern: string, source: string): boolean {
  const parts = pattern.split('*');
  const [first = '', last = ''] = [parts[0], parts.at(-1)];
  if (parts.length === 1) return pattern === source;
  if (!source.startsWith(first) || !source.endsWith(last) || source.length < first.length + last.length) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = source.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= source.length - last.length;
}
