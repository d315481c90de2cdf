import { z } from 'zod';

/** Event types of the tracker protocol. */
export const eventTypes = ['pv', 'pp', 'se', 'ue', 'tr', 'ti'] as const;

const text = (max: number) => z.string().max(max).optional();

/** Fields that decide nothing here; they are only known to be texts. */
const PLAIN_FIELDS = ['tna', 'vid', 'page', 'fp', 'ctype', 'cookie', 'cd', 'ds', 'cs', 'vp', 'mac', 'tid']
  .concat(['f_pdf', 'f_qt', 'f_realp', 'f_wma', 'f_dir', 'f_fla', 'f_java', 'f_gears', 'f_ag'])
  .concat(['pp_mix', 'pp_max', 'pp_miy', 'pp_may', 'ad_ba', 'ad_ca', 'ad_ad', 'ad_uid'])
  .concat(['tr_id', 'tr_af', 'tr_tt', 'tr_tx', 'tr_sh', 'tr_ci', 'tr_st', 'tr_co', 'tr_cu'])
  .concat(['ti_id', 'ti_sk', 'ti_nm', 'ti_na', 'ti_ca', 'ti_pr', 'ti_qu', 'ti_cu', 'sa', 'sn', 'st', 'sp'])
  .concat(['se_ca', 'se_ac', 'se_la', 'se_pr', 'se_va', 'ue_na', 'ue_pr', 'ue_px', 'co', 'cx'])
  .concat(['url', 'refr', 'ua', 'lang', 'tz', 'res', 'ip']);

/**
 * One event as trackers send it (`payload_data` 1-0-4 of Iglu Central): 80 known fields, all of them texts; `tv`, `p` and `e`
 * must be there. Unlike there, a field that the schema does not know is kept.
 */
export const snowplowPayload = z.looseObject({
  ...Object.fromEntries(PLAIN_FIELDS.map((name) => [name, z.string().optional()])),
  e: z.enum(eventTypes),
  p: z.string().max(32),
  tv: z.string().max(100),
  eid: text(256),
  aid: text(256),
  uid: text(512),
  duid: text(512),
  nuid: text(512),
  tnuid: text(512),
  sid: text(512),
  dtm: text(40),
  stm: text(40),
  ttm: text(40),
});

/** Texts by the names of the tracker protocol; fields that the schema does not know may be anything. */
export type SnowplowPayload = Readonly<Record<string, unknown>> & {
  readonly e: (typeof eventTypes)[number];
  readonly p: string;
  readonly tv: string;
};

/** A known field of a checked payload; empty texts say nothing. */
export function field(payload: SnowplowPayload, name: string): string | undefined {
  const value = payload[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
