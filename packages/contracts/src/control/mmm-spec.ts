import { z } from 'zod';
import { jsonObject } from '../core/common.js';

/** A tenant's media mix model: what fits and scheduled refits are made from. The media mix service checks what is in it. */
export const mmmSpecSpec = z.object({
  specification: jsonObject.describe(
    'as in the file given to "stellwerk mmm fit --spec": data, model, sampling, experiments',
  ),
});
