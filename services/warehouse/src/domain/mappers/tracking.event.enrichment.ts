import type { TrackedEvent } from '@stellwerk/contracts';

/** What tracking found out about an event: where it came from, on what, from whom, and what it is worth. */
export function enrichmentCells({ kind, campaign, clickIds, referrer, device, geo, agent, converted }: TrackedEvent) {
  return {
    campaign_id: campaign?.id ?? '',
    click_id: campaign?.clickId ?? '',
    // Parsed JSON holds no undefined fields.
    click_ids: (clickIds ?? {}) as Readonly<Record<string, string>>,
    referrer_medium: referrer?.medium ?? '',
    referrer_source: referrer?.source ?? '',
    referrer_term: referrer?.term ?? '',
    browser_family: device?.browser?.family ?? '',
    browser_major: device?.browser?.major ?? '',
    os_family: device?.os?.family ?? '',
    os_major: device?.os?.major ?? '',
    device_class: device?.class ?? '',
    country: geo?.country ?? '',
    region: geo?.region ?? '',
    city: geo?.city ?? '',
    agent_class: agent?.class ?? '',
    agent_score: agent?.score ?? null,
    agent_reasons: agent?.reasons ?? [],
    agent_name: agent?.name ?? '',
    agent_verified: agent?.verified ?? false,
    converted_value: converted ? signed(kind, converted.amount) : null,
    converted_currency: converted?.currency ?? '',
    converted_rates: converted?.rates ?? '',
  };
}

/** As `value`: sums over purchases and refunds are net. */
const signed = (kind: TrackedEvent['kind'], amount: string): string =>
  kind === 'Refund' && /[1-9]/.test(amount) ? `-${amount}` : amount;
