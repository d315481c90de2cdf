import { folded } from '@stellwerk/text';

const words = (list: string): ReadonlySet<string> => new Set(folded(list).split(/\s+/));

/** Words that ask, soften or carry a question and do not change what it is about. */
export const carriers = words(
  `bitte eigentlich mal denn genau gerade überhaupt wohl doch etwa gerne gern sagen sag sagt nennen nenne erklären erkläre wissen weiß
  mich mir mein meine meinen meinem meiner uns unser unsere unseren dein deine euer eure dir dich euch eure ihnen
  gibt geben tun mache machen macht man jemand hallo guten tag danke wer wen wem wessen was wann wo wohin woher warum wieso
  weshalb wie welche welcher welches welchen welchem
  please actually just exactly tell know explain say me my mine our ours us your yours someone hello hi thanks thank
  who whom whose what when where why how which there do does did`,
);

/** Words for the same, in questions to a shop, a service or a marketing team. A word stands in one group only. */
const GROUPS = `
  kosten kostet preis preise teuer | versand lieferung zustellung | versenden liefern verschicken zustellen |
  retoure rücksendung rückgabe | zurückschicken zurücksenden zurückgeben retournieren | stornieren abbestellen |
  bezahlen zahlen | telefonnummer rufnummer | mail email e-mail | geöffnet offen | öffnungszeiten geschäftszeiten |
  gutschein rabattcode gutscheincode | dauert dauern brauchen braucht | erhalten bekommen bekomme erhalte kriegen kriege |
  möglich moglichkeit | kaputt defekt | konto kundenkonto benutzerkonto | kennwort passwort |
  impfung impfstoff | erkrankung krankheit | ansteckung infektion | coronavirus coronaviren corona covid covid-19 sars-cov-2 |
  cost costs price prices expensive | shipping delivery shipment | ship deliver | refund reimbursement | cancel abort |
  phone telephone | mail email e-mail | voucher coupon | take takes last lasts | get receive obtain | broken defective |
  account profile | illness disease sickness | vaccine vaccination | infection contagion | purchase buy`;

const groupOf = new Map(
  GROUPS.split('|').flatMap((group, index) => [...words(group.trim())].map((word) => [word, index] as const)),
);

/** Whether two folded words are listed as the same. */
export function areSynonyms(one: string, other: string): boolean {
  const group = groupOf.get(one);
  return group !== undefined && group === groupOf.get(other);
}

/** Words that place, bound or relate: one for another changes a question though they say little on their own. */
export const relations = words(
  `von nach aus in bis seit ab vor über unter gegen für mit ohne zwischen während wegen trotz an auf bei zu zum zur vom durch um
  from to into out until since before after over under against for with without between during at on by of off up down`,
);

const MODALS: Readonly<Record<string, string>> = {
  can: 'kann kannst könnt können könnte könnten konnte konnten can could',
  may: 'darf darfst dürft dürfen durfte durften dürfte may might mag möchte',
  must: 'muss musst müsst müssen musste mussten must need needs have has',
  should: 'soll sollst sollt sollen sollte sollten should ought',
};
const modals = new Map(
  Object.entries(MODALS).flatMap(([lemma, forms]) => [...words(forms)].map((form) => [form, lemma] as const)),
);

/** The modal verb a folded word is a form of. Finer than degrees of certainty: what one can do one may not be allowed to. */
export const modalOf = (word: string): string | undefined => modals.get(word);
