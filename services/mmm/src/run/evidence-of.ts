import type { Evidence } from '../domain/calibration/evidence.js';
import { placeEvidence } from '../domain/calibration/place-evidence.js';
import type { ChannelColumns } from '../domain/data/data-columns.js';
import type { Panel } from '../domain/panel.js';
import { channelsOf, type MmmSpec } from '../domain/spec/mmm-spec.js';

/** What a specification knows from outside, on the grid of a panel. @throws StellwerkError MMM_EXPERIMENT_INVALID */
export const evidenceOf = (spec: MmmSpec, panel: Panel): Evidence =>
  placeEvidence(spec.calibration, panel, channelColumns(spec));

/** The same specification knowing only what was measured before a day: later ones would tell of periods that are held out. */
export function knowingBefore(spec: MmmSpec, day: string): MmmSpec {
  const { experiments, attribution } = spec.calibration;
  const isBefore = ({ to }: { readonly to: string }) => to < day;
  return {
    ...spec,
    calibration: {
      experiments: experiments.filter(isBefore),
      attribution: attribution && { ...attribution, credits: attribution.credits.filter(isBefore) },
    },
  };
}

/** Channels of a specification by the columns that hold them. */
export const channelColumns = (spec: Pick<MmmSpec, 'paid' | 'reachFrequency' | 'organic'>): ChannelColumns[] =>
  channelsOf(spec).map((one): ChannelColumns => {
    const { name: channel, kind } = one;
    if (one.kind === 'organic') return { channel, kind, media: one.exposure };
    if (one.kind === 'paid') return { channel, kind, media: one.exposure, spend: one.spend };
    return { channel, kind, media: one.reach, frequency: one.frequency, spend: one.spend };
  });
