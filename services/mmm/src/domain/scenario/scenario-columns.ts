import type { MmmSpec } from '../spec/mmm-spec.js';
import type { MediaColumns, ScenarioColumns } from './scenario.js';

/** The columns that a specification's channels and drivers stand in. */
export function scenarioColumns(spec: MmmSpec): ScenarioColumns {
  const media: [string, MediaColumns][] = [
    ...spec.paid.map(({ name, spend, exposure }): [string, MediaColumns] => [name, { spend, exposure }]),
    ...spec.reachFrequency.map(({ name, spend, reach }): [string, MediaColumns] => [name, { spend, exposure: reach }]),
    ...spec.organic.map(({ name, exposure }): [string, MediaColumns] => [name, { spend: null, exposure }]),
  ];
  const columns = (drivers: readonly { readonly name: string; readonly column: string }[]) =>
    new Map(drivers.map(({ name, column }) => [name, column]));
  return {
    media: new Map(media),
    price: columns(spec.price),
    promotion: columns(spec.promotion),
    treatment: columns(spec.treatments),
    control: columns(spec.controls),
  };
}
