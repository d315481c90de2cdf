import { StellwerkError } from '@stellwerk/contracts';
import { isObject } from '../../domain/object.js';
import { errors } from '../../errors.js';
import { parseJson } from '../../http/body.js';
import type { Protocol } from '../protocol.js';
import { textField } from '../values.js';
import { writeKeyIn } from '../write-key.js';
import { toCall } from './to-call.js';

/** What a person allows from now on, stated by itself: `POST /v1/consent` with the write key of a source. */
export const consent: Protocol = {
  name: 'consent',
  keyFields: ['writeKey'],
  isBatch: () => false,
  sourceKeyOf: writeKeyIn,
  read: (_request, body) => {
    const { text, value } = parseJson(body);
    if (!isObject(value)) {
      throw new StellwerkError(errors.ENVELOPE_INVALID, { needs: 'a JSON object' }, { field: '(body)' });
    }
    return {
      calls: [{ raw: value, path: '' }],
      sourceKey: textField(value.writeKey),
      sentAt: textField(value.sentAt),
      signals: [],
      textOf: () => text,
    };
  },
  toCall,
  accepted: () => ({ status: 200, contentType: 'application/json; charset=utf-8', body: '{"success":true}' }),
};
