/** What the page around a client's script says. */
export interface PageSettings {
  readonly host: string;
  readonly writeKey: string;
  /** Script that runs before our own tag, such as a consent manager. */
  readonly before?: string;
  /** Further attributes of our own tag. */
  readonly attributes?: string;
}

declare global {
  interface Window {
    settings: PageSettings;
    /** Set when every call of the story has been made. */
    told?: boolean;
  }
}

export const settings = (): PageSettings => window.settings;
