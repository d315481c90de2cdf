/** The notice that a text comes from a machine (AI Act, Article 50). */
export interface Disclosure {
  /** What is put at the end of a text that lacks a notice. */
  readonly notice: string;
}

/** Ways of saying it that count as a notice. */
const SAID =
  /\b(?:(?:ai|ki)[- ](?:generated|generiert\w*|assistant|assistent\w*|system|unterstützt\w*)|(?:generated|written|created|answered) (?:by|with) (?:an? )?(?:ai|artificial intelligence|machine)|(?:i am|i'm|ich bin) (?:an? |ein\w* )?(?:virtual|virtuell\w*|digital\w*|ai|ki|automated|automatisch\w*)|(?:mit|von|durch) (?:einer )?(?:künstliche[rn]? intelligenz|ki) (?:erstellt|erzeugt|verfasst|generiert)|automatically generated|automatisch (?:erstellt|erzeugt))\b/i;

/** Whether a text lacks a notice; a text that repeats the notice of the tenant has one. */
export const lacksDisclosure = (text: string, { notice }: Disclosure): boolean =>
  text.trim() !== '' && !text.includes(notice) && !SAID.test(text);
