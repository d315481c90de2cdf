import type { AttributionSpec } from '../domain/attribution-spec.js';

/** A pause longer than this ends a session; the same as in `curated.sessions`. */
export const SESSION_PAUSE_MS = 1_800_000;

const NAMES: Readonly<Record<AttributionSpec['by'], string>> = {
  channel: 'channel',
  source: "if(source = '', channel, source)",
  campaign: "if(campaign = '', channel, campaign)",
};

/**
 * Paths of one slice of a tenant's persons. Parameters: tenant, fromMs, toMs, lookBackMs (milliseconds), slice, slices.
 *
 * What is easy to get wrong here, and how it is kept right:
 * - equal times: everything is sorted by (milliseconds, event id), never by arrival;
 * - a row that a merge has not yet removed counts once: equal neighbours are dropped after sorting;
 * - many views of one visit are one touch: the first view of a session that names a channel;
 * - two orders of one instant are two conversions of the same journey: the window opens after the last conversion that is
 *   strictly earlier;
 * - a conversion without touches keeps its place as an empty path;
 * - an open path is a null only when its look-back is over at the cut-off; before that it is censored;
 * - history follows the person: keys are joined with the current identity map.
 */
export function buildPathsSql(by: AttributionSpec['by'], withTimes: boolean): string {
  const resolved = (table: string, columns: string) => `
    SELECT if(i.person_key != '', i.person, e.person) AS person, ${columns}
    FROM ${table} AS e
    LEFT JOIN (SELECT person_key, person FROM curated.identity_current WHERE tenant = {tenant:String}) AS i USING (person_key)
    WHERE e.tenant = {tenant:String}
      AND e.event_time >= fromUnixTimestamp64Milli(greatest({fromMs:Int64} - {lookBackMs:Int64}, 0), 'UTC')
      AND e.event_time < fromUnixTimestamp64Milli({toMs:Int64}, 'UTC')
      AND cityHash64(person) % {slices:UInt32} = {slice:UInt32}`;
  return `
WITH
views AS (${resolved('curated.touches', `toUnixTimestamp64Milli(event_time) AS at, event_id, if(channel = '', '', ${NAMES[by]}) AS name`)}),
orders AS (${resolved('curated.conversions', 'toUnixTimestamp64Milli(event_time) AS at, event_id, value')}),
visited AS
(
    SELECT
        person,
        arrayCompact(arraySort(groupArray((at, event_id, name)))) AS seen,
        arrayCumSum(arrayMap((now, before) -> now - before > ${SESSION_PAUSE_MS}, seen.1, arrayPushFront(arrayPopBack(seen.1), toInt64(0)))) AS session,
        arrayFilter((view, number) -> view.3 != '', seen, session) AS named,
        arrayFilter((number, view) -> view.3 != '', session, seen) AS named_session,
        arrayFilter((view, position) -> position = 1 OR named_session[position] != named_session[position - 1], named, arrayEnumerate(named)) AS entries
    FROM views GROUP BY person
),
bought AS
(
    SELECT person, arrayCompact(arraySort(groupArray((at, event_id, value)))) AS conversions FROM orders GROUP BY person
),
journeys AS
(
    SELECT
        v.entries AS touches, b.conversions AS conversions,
        if(notEmpty(touches) AND (empty(conversions) OR touches[-1].1 > conversions[-1].1), touches[-1].1, toInt64(-1)) AS open_end,
        arrayMap(
            (conversion, position) -> (
                conversion.1,
                arrayMax(arrayPushFront(arrayMap(earlier -> if(earlier.1 < conversion.1, earlier.1, toInt64(-1)), arraySlice(conversions, 1, position - 1)), toInt64(-1))),
                toUInt8(1), conversion.3),
            conversions, arrayEnumerate(conversions)) AS closed,
        if(open_end >= 0, arrayPushBack(closed, (open_end, if(empty(conversions), toInt64(-1), conversions[-1].1), toUInt8(0), toDecimal128(0, 12))), closed) AS ends
    FROM visited AS v FULL OUTER JOIN bought AS b USING (person)
),
paths AS
(
    SELECT
        arrayFilter(touch -> touch.1 <= end.1 AND touch.1 > end.2 AND touch.1 >= end.1 - {lookBackMs:Int64}, touches) AS inside,
        inside.3 AS path,
        ${withTimes ? 'arrayMap(touch -> (end.1 - touch.1) / 3600000, inside)' : "CAST([], 'Array(Float64)')"} AS hours,
        end.3 AS is_conversion,
        NOT is_conversion AND end.1 > {toMs:Int64} - {lookBackMs:Int64} AS is_open,
        end.4 AS value
    FROM journeys ARRAY JOIN ends AS end
    WHERE end.1 >= {fromMs:Int64}
)
SELECT
    path, hours,
    countIf(is_conversion) AS conversions,
    toString(sum(value)) AS value,
    countIf(NOT is_conversion AND NOT is_open) AS nulls,
    countIf(is_open) AS censored
FROM paths GROUP BY path, hours`;
}
