import type { CliContext } from '../context.js';
import { formatNumber } from '../render/number.js';

const REPORT_EVERY_MS = 2_000;

/** Lines of progress, at most one every two seconds. */
export interface ImportProgress {
  checked(rows: number, share: number): void;
  sent(rows: number, total: number, share: number): void;
}

/** Times run from this call on. */
export function importProgress({ report }: Pick<CliContext, 'report'>): ImportProgress {
  const startedMs = performance.now();
  let reportedMs = startedMs;
  const isDue = () => {
    const nowMs = performance.now();
    if (nowMs - reportedMs < REPORT_EVERY_MS) return false;
    reportedMs = nowMs;
    return true;
  };
  const seconds = () => (performance.now() - startedMs) / 1_000;
  return {
    checked: (rows, share) => {
      if (isDue()) report(`${formatNumber(rows)} rows read, ${percent(share)}`);
    },
    sent: (rows, total, share) => {
      if (!isDue() || rows === 0) return;
      const perSecond = rows / seconds();
      const left = clock((total - rows) / perSecond);
      report(
        `${formatNumber(rows)} of ${formatNumber(total)} rows in, ${percent(share)}, ${formatNumber(perSecond)}/s, ${left} left`,
      );
    },
  };
}

const percent = (share: number): string => `${Math.round(Math.min(1, share) * 100)} %`;

/** `1:05:09`, `2:30`. */
function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const [hours, minutes] = [Math.floor(whole / 3_600), Math.floor((whole % 3_600) / 60)];
  const tail = String(whole % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`;
}
