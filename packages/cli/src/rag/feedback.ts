import type { ClickHouseClient } from '@stellwerk/clickhouse';
import type { Feedback } from '@stellwerk/rag/evaluation';

interface FeedbackRow extends Omit<Feedback, 'expected' | 'tenant'> {
  readonly expectedDocument: string;
}

/** What readers said of answers in the last days. */
export async function readFeedback(
  client: ClickHouseClient,
  { tenant, days, until }: { readonly tenant: string; readonly days: number; readonly until: Date },
): Promise<readonly Feedback[]> {
  const query = `
    SELECT toString(answer_id) AS answerId, toString(given_at) AS at, caller, verdict, reasons,
      expected_document AS expectedDocument
    FROM ops.rag_feedback FINAL
    WHERE tenant = {tenant:String} AND given_at <= parseDateTime64BestEffort({until:String})
      AND given_at > parseDateTime64BestEffort({until:String}) - toIntervalDay({days:UInt32})
    ORDER BY given_at, feedback_id`;
  const query_params = { tenant, days, until: until.toISOString() };
  const result = await client.query({ query, query_params, format: 'JSONEachRow' });
  const rows = await result.json<FeedbackRow>();
  return rows.map(({ expectedDocument, ...row }) => ({
    ...row,
    tenant,
    ...(expectedDocument !== '' && { expected: { documentId: expectedDocument } }),
  }));
}
