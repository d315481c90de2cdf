/** What stands where personal data stood. */
export const REDACTED = '[redacted]';
