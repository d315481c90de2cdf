import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../errors.js';
import type { Touch } from './journeys.js';

/** Changes a path before it is counted. */
export type Transform = (touches: readonly Touch[]) => readonly Touch[];

const unique: Transform = (touches) => touches;

const exposure: Transform = (touches) =>
  touches.filter(({ channel }, index) => channel !== touches[index - 1]?.channel);

const first: Transform = (touches) =>
  touches.filter(({ channel }, index) => touches.findIndex((other) => other.channel === channel) === index);

const frequency: Transform = (touches) => {
  const counts = new Map<string, number>();
  for (const { channel } of touches) counts.set(channel, (counts.get(channel) ?? 0) + 1);
  return first(touches).map((touch) => ({ ...touch, channel: `${touch.channel}(${counts.get(touch.channel)})` }));
};

const trim =
  (count: number): Transform =>
  (touches) =>
    touches.slice(-count);

const removeUnlessAll =
  (name: string): Transform =>
  (touches) => {
    const others = touches.filter(({ channel }) => channel !== name);
    return others.length === 0 ? touches : others;
  };

const removeTrailingUnlessAll =
  (name: string): Transform =>
  (touches) => {
    const last = touches.findLastIndex(({ channel }) => channel !== name);
    return last < 0 ? touches : touches.slice(0, last + 1);
  };

const simple: Readonly<Record<string, Transform>> = { none: unique, unique, exposure, first, frequency };
const withChannel: Readonly<Record<string, (name: string) => Transform>> = {
  'remove-unless-all': removeUnlessAll,
  'remove-trailing-unless-all': removeTrailingUnlessAll,
};

/** How transforms are written, for help texts. */
export const transformNames = [
  ...Object.keys(simple),
  'trim(n)',
  ...Object.keys(withChannel).map((name) => `${name}(channel)`),
] as const;

/**
 * Reads a transform as people write it: `exposure`, `trim(3)`, `remove-unless-all(Direct)`.
 * @throws StellwerkError ATT_SPEC_INVALID
 */
export function parseTransform(text: string): Transform {
  const plain = Object.hasOwn(simple, text) ? simple[text] : undefined;
  if (plain) return plain;
  const [, name = '', argument = ''] = /^([a-z-]+)\((.+)\)$/.exec(text) ?? [];
  if (name === 'trim' && /^[1-9]\d{0,5}$/.test(argument)) return trim(Number(argument));
  const build = Object.hasOwn(withChannel, name) ? withChannel[name] : undefined;
  if (build) return build(argument);
  const problem = `"${text}" is no transform; there are ${transformNames.join(', ')}`;
  throw new StellwerkError(errors.SPEC_INVALID, { problem }, { field: 'transform' });
}

/** Transforms in the order given. */
export function chain(texts: readonly string[]): Transform {
  const transforms = texts.map(parseTransform);
  return (touches) => transforms.reduce((path, transform) => transform(path), touches);
}
