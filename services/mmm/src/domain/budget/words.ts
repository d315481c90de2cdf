export interface FindingFigures {
  readonly subject: string;
  readonly value: number;
  readonly limit: number;
  readonly currency: string;
}

type Words = (figures: FindingFigures, format: Format) => string;

interface Format {
  /** Money per week. */
  readonly money: (amount: number, currency: string) => string;
  readonly percent: (share: number) => string;
}

const formatOf = (locale: string, perWeek: string): Format => {
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const amount = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  return {
    money: (value, currency) => `${amount.format(value)} ${currency} ${perWeek}`,
    // A channel that had nothing changes by more than any share.
    percent: (share) => (Number.isFinite(share) ? percent.format(share) : '∞ %'),
  };
};
const formats = { en: formatOf('en-GB', 'a week'), de: formatOf('de-DE', 'je Woche') };

const outside = {
  least: {
    en:
      (name: string): Words =>
      ({ subject, value, limit, currency }, { money }) =>
        `${name.replace('{}', subject)} gets ${money(value, currency)}; at least ${money(limit, currency)} is required`,
    de:
      (name: string): Words =>
      ({ subject, value, limit, currency }, { money }) =>
        `${name.replace('{}', subject)} erhält ${money(value, currency)}; mindestens ${money(limit, currency)} sind verlangt`,
  },
  most: {
    en:
      (name: string): Words =>
      ({ subject, value, limit, currency }, { money }) =>
        `${name.replace('{}', subject)} gets ${money(value, currency)}; at most ${money(limit, currency)} is allowed`,
    de:
      (name: string): Words =>
      ({ subject, value, limit, currency }, { money }) =>
        `${name.replace('{}', subject)} erhält ${money(value, currency)}; höchstens ${money(limit, currency)} sind erlaubt`,
  },
};

/** One sentence per rule and language. */
const sentences = {
  currency: {
    en: ({ subject, currency }) => `the plan is in ${subject}, the policy in ${currency}`,
    de: ({ subject, currency }) => `der Plan ist in ${subject}, die Richtlinie in ${currency}`,
  },
  period: {
    en: () => 'the plan ends before it begins',
    de: () => 'der Plan endet, bevor er beginnt',
  },
  amount: {
    en: ({ subject, value }) => `${subject} has the amount ${value}, which is no money to spend`,
    de: ({ subject, value }) => `${subject} hat den Betrag ${value}; das ist kein Geld, das man ausgeben kann`,
  },
  'too-soon': {
    en: ({ value, limit }) => `the plan begins ${value} days after the one in force; ${limit} days must lie between`,
    de: ({ value, limit }) =>
      `der Plan beginnt ${value} Tage nach dem geltenden; ${limit} Tage müssen dazwischen liegen`,
  },
  'total-minimum': { en: outside.least.en('the whole plan'), de: outside.least.de('der ganze Plan') },
  'total-maximum': { en: outside.most.en('the whole plan'), de: outside.most.de('der ganze Plan') },
  'channel-minimum': { en: outside.least.en('{}'), de: outside.least.de('{}') },
  'channel-maximum': { en: outside.most.en('{}'), de: outside.most.de('{}') },
  'group-minimum': { en: outside.least.en('the group {}'), de: outside.least.de('die Gruppe {}') },
  'group-maximum': { en: outside.most.en('the group {}'), de: outside.most.de('die Gruppe {}') },
  'total-step': {
    en: ({ value, limit }, { percent }) =>
      `the sum changes by ${percent(value)}; one plan may change it by ${percent(limit)}`,
    de: ({ value, limit }, { percent }) =>
      `die Summe ändert sich um ${percent(value)}; ein Plan darf sie um ${percent(limit)} ändern`,
  },
  'channel-step': {
    en: ({ subject, value, limit }, { percent }) =>
      `${subject} changes by ${percent(value)}; one plan may change it by ${percent(limit)}`,
    de: ({ subject, value, limit }, { percent }) =>
      `${subject} ändert sich um ${percent(value)}; ein Plan darf es um ${percent(limit)} ändern`,
  },
  frozen: {
    en: ({ subject, value }, { percent }) => `${subject} changes by ${percent(value)}, but is frozen`,
    de: ({ subject, value }, { percent }) => `${subject} ändert sich um ${percent(value)}, ist aber eingefroren`,
  },
  probability: {
    en: ({ value, limit }, { percent }) =>
      `the plan beats today's with a probability of ${percent(value)}; ${percent(limit)} is required`,
    de: ({ value, limit }, { percent }) =>
      `der Plan ist mit einer Wahrscheinlichkeit von ${percent(value)} besser als der heutige; ${percent(limit)} sind verlangt`,
  },
  'model-age': {
    en: ({ value, limit }) => `the data of the model ends ${value} days ago; at most ${limit} days are allowed`,
    de: ({ value, limit }) => `die Daten des Modells enden vor ${value} Tagen; höchstens ${limit} Tage sind erlaubt`,
  },
  'first-plan': {
    en: () => 'there is no plan in force to compare with, so a person must approve',
    de: () => 'es gilt noch kein Plan, mit dem zu vergleichen wäre; ein Mensch muss zustimmen',
  },
  always: {
    en: () => 'the policy asks for an approval of every plan',
    de: () => 'die Richtlinie verlangt für jeden Plan eine Zustimmung',
  },
  step: {
    en: ({ subject, value, limit }, { percent }) =>
      `${subject} changes by ${percent(value)}; above ${percent(limit)} a person must approve`,
    de: ({ subject, value, limit }, { percent }) =>
      `${subject} ändert sich um ${percent(value)}; über ${percent(limit)} muss ein Mensch zustimmen`,
  },
  'no-model': {
    en: () => 'no model speaks for the plan, so a person must approve',
    de: () => 'kein Modell spricht für den Plan; ein Mensch muss zustimmen',
  },
  extrapolation: {
    en: ({ subject }) => `${subject} leaves the range of spend that the model has seen, so a person must approve`,
    de: ({ subject }) =>
      `${subject} verlässt den Bereich der Ausgaben, den das Modell kennt; ein Mensch muss zustimmen`,
  },
} satisfies Record<string, { en: Words; de: Words }>;

/** What a plan can be held against; the stable name of a finding. */
export type FindingRule = keyof typeof sentences;

/** The sentence of a finding, English and German. */
export function wordsOf(rule: FindingRule, figures: FindingFigures): { readonly en: string; readonly de: string } {
  const { en, de } = sentences[rule];
  return { en: en(figures, formats.en), de: de(figures, formats.de) };
}
