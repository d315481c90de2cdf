import type { AttributionSpec } from '../domain/attribution-spec.js';

/** How paths are to be built. */
export interface PathsShape {
  readonly by: AttributionSpec['by'];
  /** Whether to keep when each touch took place. */
  readonly withTimes: boolean;
  /** Whether somebody of the tenant has refused the purpose since; without it nothing is read for that. */
  readonly withRefusals: boolean;
}

/** A pause longer than this ends a visit; the same as in `curated.sessions`. */
const VISIT_PAUSE_MS = 1_800_000;
/** Events this long before the first touch that can count are read too, so that the visit it belongs to is known. */
const VISIT_MARGIN_MS = 86_400_000;

const NAMES: Readonly<Record<AttributionSpec['by'], string>> = {
  channel: 'channel',
  source: "if(source = '', channel, source)",
  campaign: "if(campaign = '', channel, campaign)",
};

const REFUSALS = 'FROM curated.consent_refusals WHERE tenant = {tenant:String} AND has(purposes, {purpose:String})';
/** Rows from before an event's other keys were kept hold none; the key that orders it is always there. */
const NOT_UNDER_A_REFUSED_KEY = `
      AND NOT arrayExists(key -> key IN (SELECT arrayJoin(person_keys) ${REFUSALS}), arrayPushBack(keys, person_key))`;
const NOT_A_REFUSING_PERSON = `
    HAVING person NOT IN (SELECT person ${REFUSALS})`;

/** Whether somebody refuses the purpose now. Parameters: tenant, purpose. */
export const anyRefusalSql = `SELECT toUInt8(count() > 0) AS refused ${REFUSALS}`;

/** Conversions of the period, allowed or not. Parameters: tenant, fromMs, toMs. */
export const countConversionsSql = `
SELECT uniqExact(event_id) AS conversions FROM curated.conversions
WHERE tenant = {tenant:String}
  AND event_time >= fromUnixTimestamp64Milli({fromMs:Int64}, 'UTC') AND event_time < fromUnixTimestamp64Milli({toMs:Int64}, 'UTC')`;

/**
 * Paths of one slice of a tenant's persons, columns `path, hours, conversions, value, nulls, censored, unvalued`. Parameters:
 * tenant, purpose, fromMs, toMs, lookBackMs (milliseconds), currency (empty = any), slice, slices.
 *
 * What is easy to get wrong here, and how it is kept right:
 * - equal times: everything is sorted by (milliseconds, views before orders, event id), never by arrival;
 * - a copy that no merge has removed yet counts once: after sorting, neighbours of one event id are one event;
 * - many views of one visit are one touch: the first view of the visit that names a channel. As in `curated.sessions`, a visit
 *   without such a view has no channel and is no touch, and an order keeps a visit going;
 * - two orders of one instant are two conversions of the same journey: its window opens after the last earlier instant;
 * - a conversion without touches keeps its place as an empty path;
 * - an open path is a null only when its look-back is over at the cut-off; before that it is censored;
 * - history follows the person: keys are joined with the identity map as of the time of each event, because a shared device
 *   stands for one person after the other;
 * - money of another currency is no value: such conversions count, and are told apart;
 * - consent: only events that were allowed for the purpose are read, and none of a person who has refused it since, under
 *   whichever key; what is left out does not end a visit or a journey either.
 */
export function buildPathsSql({ by, withTimes, withRefusals }: PathsShape): string {
  const allowed = `tenant = {tenant:String} AND has(purposes, {purpose:String})${withRefusals ? NOT_UNDER_A_REFUSED_KEY : ''}
      AND event_time >= fromUnixTimestamp64Milli(greatest({fromMs:Int64} - {lookBackMs:Int64} - ${VISIT_MARGIN_MS}, 0), 'UTC')
      AND event_time < fromUnixTimestamp64Milli({toMs:Int64}, 'UTC')`;
  return `
WITH
known AS
(
    SELECT person_key, person AS own, toUnixTimestamp64Milli(event_time) AS at, false AS is_order, event_id,
        toString(if(channel = '', '', ${NAMES[by]})) AS name, toDecimal128(0, 12) AS money, false AS is_foreign
    FROM curated.touches WHERE ${allowed}
    UNION ALL
    SELECT person_key, person AS own, toUnixTimestamp64Milli(event_time) AS at, true AS is_order, event_id,
        '' AS name, if(is_foreign, 0, value) AS money, {currency:String} NOT IN ('', currency) AS is_foreign
    FROM curated.conversions WHERE ${allowed}
),
persons AS
(
    SELECT
        if(i.person_key != '', i.person, known.own) AS person,
        arraySort(groupArray((at, is_order, event_id, name))) AS sorted,
        arraySort(groupArrayIf((at, event_id, money, is_foreign), is_order)) AS paid
    FROM known
    ASOF LEFT JOIN
    (
        SELECT person_key, person, toUnixTimestamp64Milli(valid_from) AS since
        FROM curated.identity_by_time WHERE tenant = {tenant:String}
    ) AS i ON known.person_key = i.person_key AND known.at >= i.since
    WHERE cityHash64(person) % {slices:UInt32} = {slice:UInt32}
    GROUP BY person${withRefusals ? NOT_A_REFUSING_PERSON : ''}
),
histories AS
(
    SELECT
        arrayFilter((event, before) -> event.3 != before.3, sorted, arrayShiftRight(sorted, 1)) AS events,
        arrayCumSum((now, before) -> now - before > ${VISIT_PAUSE_MS}, events.1, arrayShiftRight(events.1, 1)) AS visit,
        arrayFilter(event -> event.4 != '', events) AS named,
        arrayFilter((number, event) -> event.4 != '', visit, events) AS named_visit,
        arrayFilter((view, number, before) -> number != before, named, named_visit, arrayShiftRight(named_visit, 1)) AS touches,
        arrayFilter((order, before) -> order.2 != before.2, paid, arrayShiftRight(paid, 1)) AS orders,
        arrayFill((before, now) -> before != now, arrayShiftRight(orders.1, 1, toInt64(-1)), orders.1) AS opened,
        if(empty(orders), toInt64(-1), orders[-1].1) AS last_order,
        arrayConcat(
            arrayMap((order, since) -> (order.1, since, true, order.3, order.4), orders, opened),
            if(notEmpty(touches) AND touches[-1].1 > last_order,
                [(touches[-1].1, last_order, false, toDecimal128(0, 12), false)], [])) AS ends
    FROM persons
),
journeys AS
(
    SELECT
        end.3 AS is_conversion,
        NOT is_conversion AND end.1 > {toMs:Int64} - {lookBackMs:Int64} AS is_censored,
        arrayFilter(
            touch -> touch.1 <= end.1 AND touch.1 > end.2 AND touch.1 >= end.1 - {lookBackMs:Int64}, touches) AS inside,
        if(is_censored, [], inside.4) AS path,
        ${withTimes ? 'if(is_censored, [], arrayMap(touch -> (end.1 - touch.1) / 3600000, inside))' : "CAST([], 'Array(Float64)')"} AS hours,
        end.4 AS money,
        end.5 AS is_foreign
    FROM histories ARRAY JOIN ends AS end
    WHERE end.1 >= {fromMs:Int64}
)
SELECT
    path, hours,
    countIf(is_conversion) AS conversions,
    toString(sum(money)) AS value,
    countIf(NOT is_conversion AND NOT is_censored) AS nulls,
    countIf(is_censored) AS censored,
    countIf(is_foreign) AS unvalued
FROM journeys GROUP BY path, hours`;
}
