/** Fields of an event that have no name of their own here. */
export type Properties = Readonly<Record<string, unknown>>;

/** Purposes of the platform, granted or refused. */
export interface Purposes {
  readonly analytics_store?: boolean;
  readonly ad_measurement?: boolean;
  readonly ad_profile?: boolean;
  readonly user_data_upload?: boolean;
}

/** What a page may say. */
export interface StellwerkMethods {
  /** The page is looked at. The name is its title where none is given. */
  page(name?: string, properties?: Properties): void;
  /** Something happened. E-commerce names of the Segment specification become orders, baskets and product views. */
  track(event: string, properties?: Properties): void;
  /** The visitor is this user. */
  identify(userId: string, traits?: Properties): void;
  /**
   * What the visitor allowed, where no consent manager says it to the page. Called again it replaces what was said before; a
   * purpose that is not named stays undecided.
   */
  consent(purposes: Purposes): void;
  /** Forgets who the visitor is, in memory and on the device. */
  reset(): void;
  /** Sends what waits; resolves when the door has it, or has said to come later. */
  flush(): Promise<void>;
}

/** A call as it waits for the script: method, then its arguments. */
export type WaitingCall = {
  readonly [Method in keyof StellwerkMethods]: readonly [Method, ...Parameters<StellwerkMethods[Method]>];
}[keyof StellwerkMethods];

/** The tag once its script has loaded. Before that, `stellwerk` is an array of calls, which has `push` too. */
export interface Stellwerk extends StellwerkMethods {
  push(call: WaitingCall): void;
}

declare global {
  interface Window {
    stellwerk?: Stellwerk | WaitingCall[];
  }
}
