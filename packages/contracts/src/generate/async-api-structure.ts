import { isJsonObject, type JsonObject } from './json.js';

/**
 * Structural check of an AsyncAPI 3.0 document: required members, addresses, actions, and that every reference leads
 * somewhere. `fileExists` answers for references to other files, relative to the document.
 *
 * @returns one sentence per problem; empty when the document is sound.
 */
export function asyncApiProblems(document: JsonObject, fileExists: (file: string) => boolean): string[] {
  return [
    ...headProblems(document),
    ...Object.entries(objectAt(document, 'channels')).flatMap(([name, channel]) => channelProblems(name, channel)),
    ...Object.entries(objectAt(document, 'operations')).flatMap(([name, operation]) =>
      operationProblems(document, name, operation),
    ),
    ...duplicateAddresses(document),
    ...brokenReferences(document, fileExists),
  ];
}

function headProblems(document: JsonObject): string[] {
  const info = objectAt(document, 'info');
  return [
    ...(document.asyncapi === '3.0.0' ? [] : ['asyncapi: must be "3.0.0"']),
    ...['title', 'version'].filter((name) => typeof info[name] !== 'string').map((name) => `info.${name}: is missing`),
  ];
}

function channelProblems(name: string, channel: unknown): string[] {
  if (!isJsonObject(channel)) return [`channels.${name}: must be an object`];
  return [
    ...(typeof channel.address === 'string' ? [] : [`channels.${name}.address: is missing`]),
    ...(Object.keys(objectAt(channel, 'messages')).length > 0 ? [] : [`channels.${name}.messages: has no message`]),
  ];
}

function operationProblems(document: JsonObject, name: string, operation: unknown): string[] {
  if (!isJsonObject(operation)) return [`operations.${name}: must be an object`];
  const { action, messages } = operation;
  const channel = referenceOf(operation.channel);
  const knownAction = action === 'send' || action === 'receive';
  const foreign = (Array.isArray(messages) ? messages : [])
    .map(referenceOf)
    .filter((target) => !target?.startsWith(`${channel}/messages/`));
  return [
    ...(knownAction ? [] : [`operations.${name}.action: must be "send" or "receive"`]),
    ...(channel?.startsWith('#/channels/') && isJsonObject(resolve(document, channel))
      ? []
      : [`operations.${name}.channel: must refer to a channel`]),
    ...foreign.map((target) => `operations.${name}.messages: ${target} is not a message of its channel`),
  ];
}

function duplicateAddresses(document: JsonObject): string[] {
  const addresses = Object.values(objectAt(document, 'channels')).map((channel) =>
    isJsonObject(channel) ? channel.address : undefined,
  );
  const repeated = addresses.filter((address, index) => addresses.indexOf(address) !== index);
  return repeated.map((address) => `channels: the address ${address} is used twice`);
}

function brokenReferences(document: JsonObject, fileExists: (file: string) => boolean): string[] {
  return referencesIn(document).flatMap((target) => {
    const found = target.startsWith('#') ? resolve(document, target) !== undefined : fileExists(target);
    return found ? [] : [`$ref ${target}: leads nowhere`];
  });
}

function referencesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (!isJsonObject(value)) return [];
  const own = referenceOf(value);
  return [...(own === undefined ? [] : [own]), ...Object.values(value).flatMap(referencesIn)];
}

function referenceOf(value: unknown): string | undefined {
  return isJsonObject(value) && typeof value.$ref === 'string' ? value.$ref : undefined;
}

/** Follows a JSON pointer of the form `#/a/b`. */
function resolve(document: JsonObject, pointer: string): unknown {
  const steps = pointer.slice('#/'.length).split('/');
  return steps.reduce<unknown>((value, step) => {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    return isJsonObject(value) ? value[name] : undefined;
  }, document);
}

function objectAt(value: JsonObject, name: string): JsonObject {
  const member = value[name];
  return isJsonObject(member) ? member : {};
}
