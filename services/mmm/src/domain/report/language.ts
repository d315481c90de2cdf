/** Languages that reports are written in. */
export const languages = ['de', 'en'] as const;
export type Language = (typeof languages)[number];

/** The conventions for numbers and dates: German of Germany; English with day before month and no currency symbol to mistake. */
export const locales: Readonly<Record<Language, string>> = { de: 'de-DE', en: 'en-GB' };
