import {
  createTextChecker,
  defaultPolicy,
  fastDetectors,
  type InjectionModels,
  type Provenance,
} from '@stellwerk/guard';

export type InjectionCheck = (text: string, provenance: Provenance) => boolean;

/** Whether the injection detectors raise an alarm: rules, both linear models and the suffix test, in every layer. */
export function injectionCheck(models?: InjectionModels): InjectionCheck {
  const detectors = fastDetectors(models ? { injection: models } : {}).filter(({ id }) => id === 'injection');
  const check = createTextChecker({ detectors, now: () => 0 });
  const policies = new Map<Provenance, ReturnType<typeof defaultPolicy>>();
  return (text, provenance) => {
    const policy = policies.get(provenance) ?? defaultPolicy(provenance);
    policies.set(provenance, policy);
    return check(text, { provenance, policy }).findings.some(({ category }) => category === 'injection');
  };
}

/** Share of texts that raise an alarm. */
export const alarmShare = (texts: readonly string[], isAlarm: (text: string) => boolean): number =>
  texts.length === 0 ? 0 : texts.filter((text) => isAlarm(text)).length / texts.length;

/** An attack as a sentence of a mail: before everything, between two paragraphs in the middle, behind everything. */
export const planted = (mail: string, attack: string, place: 'start' | 'middle' | 'end'): string => {
  if (place === 'start') return `${attack}\n${mail}`;
  if (place === 'end') return `${mail}\n${attack}`;
  const half = mail.indexOf('\n', mail.length / 2);
  const at = half < 0 ? mail.length : half;
  return `${mail.slice(0, at)}\n${attack}${mail.slice(at)}`;
};
export const places = ['start', 'middle', 'end'] as const;

/** F1, false alarms and recall of labelled verdicts. */
export function scoresOf(verdicts: readonly { readonly alarm: boolean; readonly label: 0 | 1 }[]) {
  const count = (alarm: boolean, label: 0 | 1) =>
    verdicts.filter((one) => one.alarm === alarm && one.label === label).length;
  const [hits, falseAlarms, misses, quiet] = [count(true, 1), count(true, 0), count(false, 1), count(false, 0)];
  return {
    f1: (2 * hits) / (2 * hits + falseAlarms + misses || 1),
    falseAlarms: falseAlarms / (falseAlarms + quiet || 1),
    recall: hits / (hits + misses || 1),
  };
}
