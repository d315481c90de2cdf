import type { ComponentKind } from '../fitted-model.js';

/** A channel by the columns that hold it. */
export interface ChannelColumns {
  readonly channel: string;
  readonly kind: Extract<ComponentKind, 'paid' | 'reach-frequency' | 'organic'>;
  /** Impressions, clicks, spend; reach where the kind is `reach-frequency`. */
  readonly media: string;
  /** Contacts per person reached. */
  readonly frequency?: string;
  /** Money; may be the same column as {@link media}. */
  readonly spend?: string;
}

/** What the columns of a table are: all that a specification says about data. */
export interface DataColumns {
  /** First day of the period. */
  readonly date: string;
  /** Absent = national data. */
  readonly geo?: string;
  readonly population?: string;
  readonly outcome: string;
  /** Money per unit of the outcome. */
  readonly valuePerUnit?: string;
  /** Money per unit of the outcome where it is the same everywhere. */
  readonly constantValuePerUnit?: number;
  /** Column of ISO 4217 codes, for all money of the row. */
  readonly currencyColumn?: string;
  /** ISO 4217 code of all money, where no column says it. */
  readonly currency?: string;
  readonly channels: readonly ChannelColumns[];
  /** Further columns that are added up over days: further outcomes, counts. */
  readonly sums?: readonly string[];
  /** Further columns that are averaged over days: controls, prices, promotions, events. */
  readonly means?: readonly string[];
  /** Columns of {@link means} whose logarithm is taken, such as prices. */
  readonly positive?: readonly string[];
  /** What one period of the panel is; `auto` = as the data are. Days can become weeks. */
  readonly grain?: 'auto' | 'day' | 'week';
  /** Whether the model speaks of several geos. */
  readonly byGeo?: boolean;
  /** Whether the likelihood is one of counts, which cannot be negative. */
  readonly counts?: boolean;
  /** Parameters per geo that the periods must bear; absent = not checked. */
  readonly parameters?: number;
}

/** How days become weeks. */
export type Aggregation = 'sum' | 'mean' | 'per-outcome';

export interface NumericColumn {
  readonly name: string;
  readonly aggregation: Aggregation;
  /** Media and spend cannot be negative. */
  readonly isMedia: boolean;
}

/** Every numeric column that {@link DataColumns} name, each once, in a fixed order: the outcome first. */
export function numericColumns(columns: DataColumns): readonly NumericColumn[] {
  const found = new Map<string, NumericColumn>();
  const add = (name: string | undefined, aggregation: Aggregation, isMedia = false) => {
    if (name === undefined) return;
    const known = found.get(name);
    found.set(name, {
      name,
      aggregation: known?.aggregation ?? aggregation,
      isMedia: isMedia || known?.isMedia === true,
    });
  };
  add(columns.outcome, 'sum');
  add(columns.valuePerUnit, 'per-outcome');
  add(columns.population, 'mean');
  for (const channel of columns.channels) {
    add(channel.media, 'sum', true);
    add(channel.frequency, 'mean', true);
    add(channel.spend, 'sum', true);
  }
  for (const name of columns.sums ?? []) add(name, 'sum');
  for (const name of columns.means ?? []) add(name, 'mean');
  return [...found.values()];
}
