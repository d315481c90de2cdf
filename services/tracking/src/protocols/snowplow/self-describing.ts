import { StellwerkError } from '@stellwerk/contracts';
import { FieldProblem } from '../../domain/commerce.js';
import { isObject } from '../../domain/object.js';
import { parseJson, parseJsonText } from '../../http/body.js';
import { field, type SnowplowPayload } from './payload.js';

/** Iglu URI: vendor, name, format, and the version as model-revision-addition. */
const IGLU =
  /^iglu:([a-zA-Z0-9_.-]{1,128})\/([a-zA-Z0-9_-]{1,128})\/[a-zA-Z0-9_-]{1,32}\/([1-9]\d{0,5})-(?:0|[1-9]\d{0,5})-(?:0|[1-9]\d{0,5})$/;
const BASE64 = /^[A-Za-z0-9+/_-]*={0,2}$/;

/** Data that name their schema: an event or an entity. */
export interface SelfDescribing {
  /** Iglu URI as sent. */
  readonly schema: string;
  /** Vendor and name, `com.snowplowanalytics.snowplow/web_page`. */
  readonly name: string;
  /** First part of the version: data of one model fit each other. */
  readonly model: string;
  readonly data: unknown;
}

/** Vendor and name of an Iglu URI, and its model; `undefined` where the text is none. */
export function readIgluUri(uri: unknown): { readonly name: string; readonly model: string } | undefined {
  const [, vendor, name, model] = (typeof uri === 'string' && IGLU.exec(uri)) || [];
  return model === undefined ? undefined : { name: `${vendor}/${name}`, model };
}

/**
 * The self-describing event of a payload: `ue_px` (base64url) or `ue_pr`.
 * @throws FieldProblem where there is none or it cannot be read
 */
export function readEvent(payload: SnowplowPayload): SelfDescribing {
  const found = unpackField(payload, 'ue_px', 'ue_pr');
  if (!found) throw new FieldProblem('ue_px', 'a self-describing event needs ue_px or ue_pr');
  return readSelfDescribing(dataOf(found.value, 'unstruct_event', found.at), `${found.at}.data`);
}

/** The entities attached to a payload: `cx` (base64url) or `co`. @throws FieldProblem where they cannot be read */
export function readEntities(payload: SnowplowPayload): readonly SelfDescribing[] {
  const found = unpackField(payload, 'cx', 'co');
  if (!found) return [];
  const data = dataOf(found.value, 'contexts', found.at);
  if (!Array.isArray(data)) throw new FieldProblem(`${found.at}.data`, 'entities come as an array');
  return data.map((entity: unknown, index) => readSelfDescribing(entity, `${found.at}.data[${index}]`));
}

function unpackField(payload: SnowplowPayload, packedName: string, plainName: string) {
  const packed = field(payload, packedName);
  const plain = field(payload, plainName);
  if (packed !== undefined) {
    if (!BASE64.test(packed)) throw new FieldProblem(packedName, 'not base64url');
    return { at: packedName, value: parse(packedName, () => parseJson(Buffer.from(packed, 'base64url')).value) };
  }
  return plain === undefined ? undefined : { at: plainName, value: parse(plainName, () => parseJsonText(plain)) };
}

function parse(at: string, read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    if (error instanceof StellwerkError) throw new FieldProblem(at, error.message);
    throw error;
  }
}

/** Data of the envelope that Snowplow puts around events and entities. */
function dataOf(value: unknown, expected: string, at: string): unknown {
  const schema = isObject(value) ? readIgluUri(value.schema) : undefined;
  if (schema?.name !== `com.snowplowanalytics.snowplow/${expected}`) {
    throw new FieldProblem(`${at}.schema`, `not the schema ${expected}`);
  }
  return (value as { data?: unknown }).data;
}

function readSelfDescribing(value: unknown, at: string): SelfDescribing {
  const schema = isObject(value) ? readIgluUri(value.schema) : undefined;
  if (!schema) throw new FieldProblem(`${at}.schema`, 'not an Iglu URI');
  const { schema: uri, data } = value as { schema: string; data?: unknown };
  if (data === undefined) throw new FieldProblem(`${at}.data`, 'missing');
  return { schema: uri, ...schema, data };
}
