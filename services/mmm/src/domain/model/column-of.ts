import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../../errors.js';
import { type Panel, sizeOf } from '../panel.js';

/** A column of the panel. @throws StellwerkError MMM_COLUMN_NOT_IN_PANEL */
export function columnOf(panel: Panel, name: string): Float64Array {
  const column = panel.columns.get(name);
  if (column?.length === sizeOf(panel)) return column;
  throw new StellwerkError(errors.COLUMN_NOT_IN_PANEL, { column: name }, { field: name });
}
