/** Tags of RFC 5646 as clients send them: language, script, region; with underscores where systems write locales so. */
const LOCALE = /^[a-z]{2,3}(?:[-_][a-z]{4})?(?:[-_](?:[a-z]{2}|\d{3}))?(?:[-_]posix)?$/i;

const AREAS =
  'Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Brazil|Canada|Chile|Europe|Indian|Mexico|Pacific|US';
const SHORT_ZONES =
  'UTC|UCT|GMT|GMT0|Zulu|CES?T|EES?T|MES?T|MSK|WES?T|BST|IST|[ACEHJKMP][SD]T|AK[SD]T|EST5EDT|CST6CDT|MST7MDT|PST8PDT|Cuba|Egypt|' +
  'Eire|GB|Hongkong|Iceland|Iran|Israel|Jamaica|Japan|Libya|Navajo|NZ|Poland|Portugal|PRC|ROC|ROK|Singapore|Turkey';
/** Names of the time zone database, and offsets. */
const TIMEZONE = new RegExp(
  `^(?:(?:${AREAS})(?:/[a-z]+(?:[_-][a-z]+){0,3}){1,2}|Etc/[a-z]+(?:[+-]\\d{1,2})?|${SHORT_ZONES}|(?:UTC|GMT)?[+-]\\d{1,2}(?::?\\d{2})?)$`,
  'i',
);

const SCREEN = /^\d{1,5}(?:\.\d{1,3})?x\d{1,5}(?:\.\d{1,3})?$/i;

/** Fields of a device that have a form; what has another one may be anything, a name among it, and is left out. */
export const deviceTexts = {
  locale: (text: string | undefined) => fitting(text, LOCALE),
  timezone: (text: string | undefined) => fitting(text, TIMEZONE),
  screen: (text: string | undefined) => fitting(text, SCREEN),
};

/** Longest that the contract of the event takes of any of them is 64; a screen of this form is no longer than 19. */
const fitting = (text: string | undefined, pattern: RegExp) =>
  text !== undefined && text.length <= 64 && pattern.test(text) ? text : undefined;
