import vard from '@andersmyrmel/vard';

/** Another detector of injections, with its own thresholds. */
export interface InjectionPeer {
  readonly name: string;
  readonly isAlarm: (text: string) => Promise<boolean>;
}

/** Peers that run here without a model server. */
export async function injectionPeers(): Promise<InjectionPeer[]> {
  const { checkAll, checkInjection } = await import('llm_guardrail');
  const patterns = vard.moderate().maxLength(1_000_000);
  return [
    { name: 'llm_guardrail 2.1.2, injection', isAlarm: async (text) => !(await checkInjection(text)).allowed },
    { name: 'llm_guardrail 2.1.2, all', isAlarm: async (text) => !(await checkAll(text)).allowed },
    { name: 'vard 1.2.0', isAlarm: async (text) => !patterns.safeParse(text).safe },
  ];
}

export async function peerShare(texts: readonly string[], { isAlarm }: InjectionPeer): Promise<number> {
  let alarms = 0;
  for (const text of texts) if (await isAlarm(text)) alarms++;
  return texts.length === 0 ? 0 : alarms / texts.length;
}
