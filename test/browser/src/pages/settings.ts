/** What the page around a client's script says. */
export interface PageSettings {
  readonly host: string;
  readonly writeKey: string;
}

declare global {
  interface Window {
    settings: PageSettings;
    /** Set when every call of the story has been made. */
    told?: boolean;
  }
}

export const settings = (): PageSettings => window.settings;
