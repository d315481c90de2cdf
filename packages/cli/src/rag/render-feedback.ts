import type { FeedbackSummary } from '@stellwerk/rag/evaluation';

/** The summary as lines. */
export function renderFeedback(summary: FeedbackSummary): readonly string[] {
  const { judgements, answers, helpful, helpfulShare, reasons, expectedDocuments } = summary;
  if (helpfulShare === null) return ['nobody said anything'];
  const percent = (share: number) => `${(share * 100).toFixed(0)} %`;
  const { value, low, high } = helpfulShare;
  return [
    `${judgements} judgements of ${answers} answers: ${helpful} helpful, ${percent(value)} (95 % interval ${percent(low)} to ${percent(high)})`,
    ...reasons.map(({ reason, count }) => `  ${String(count).padStart(5)}  ${reason}`),
    ...(expectedDocuments.length > 0 ? ['documents that would have answered'] : []),
    ...expectedDocuments.map(({ documentId, count }) => `  ${String(count).padStart(5)}  ${documentId}`),
  ];
}
