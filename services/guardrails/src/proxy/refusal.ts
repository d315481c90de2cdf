const TEXTS = {
  de: {
    input: 'Diese Anfrage kann ich nicht bearbeiten.',
    output: 'An dieser Stelle habe ich die Antwort abgebrochen, weil sie gegen eine Regel verstößt.',
  },
  en: {
    input: 'I cannot process this request.',
    output: 'I stopped the answer here because it breaks a rule.',
  },
} as const;

/** What a person reads in place of a text that was blocked; which rule it was stands in the record, not in the answer. */
export function refusalText(where: 'input' | 'output', acceptLanguage: string | undefined): string {
  const isGerman = /^\s*de\b/i.test(acceptLanguage ?? 'de');
  return TEXTS[isGerman ? 'de' : 'en'][where];
}
