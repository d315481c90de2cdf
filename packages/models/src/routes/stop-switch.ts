import type { ControlTable } from '@stellwerk/bus';
import { StellwerkError } from '@stellwerk/contracts';
import { modelErrors } from '../errors.js';
import type { CallContext } from '../ports.js';
import type { Endpoint } from './endpoint.js';

/**
 * Leaves out the models that a kill-switch stops for this caller. Switches of `platform` stop every tenant; one that names a tool
 * stops no model.
 * @throws MDL_STOPPED where none is left
 */
export function withoutStopped<Of extends Endpoint>(
  control: Pick<ControlTable, 'all'>,
  endpoints: readonly Of[],
  { tenant, caller }: CallContext,
): readonly Of[] {
  const switches = control
    .all('kill-switch')
    .filter(
      ({ tenant: of, spec }) =>
        spec.on &&
        spec.tool === undefined &&
        (of === 'platform' || of === tenant) &&
        (spec.agent === undefined || spec.agent === caller),
    );
  if (switches.length === 0) return endpoints;
  const stopping = ({ model }: Of) => switches.find(({ spec }) => spec.model === undefined || spec.model === model);
  const left = endpoints.filter((endpoint) => !stopping(endpoint));
  const [first] = endpoints;
  const thrown = first && stopping(first);
  if (left.length > 0 || !thrown) return left;
  throw new StellwerkError(modelErrors.STOPPED, {
    killSwitch: `${thrown.tenant}/${thrown.name}`,
    reason: thrown.spec.reason,
  });
}
