import { moment } from '../field.js';
import { defineImport } from '../kind.js';
import { personFields } from '../shared-fields.js';

export const persons = defineImport({
  name: 'persons',
  summary: 'Persons of a CRM: which keys belong together, and what each person allows.',
  fields: {
    ...personFields,
    time: moment('since when this holds; absent = when the import began'),
  },
  keys: [['customer_number'], ['login'], ['email'], ['device_id']],
  oneOf: ['customer_number', 'login', 'email', 'device_id'],
  repeats: 'latest',
  personal: true,
  becomes: ['tracking.received.v1'],
  effect: 'an Identify event that links the keys of the row',
});
