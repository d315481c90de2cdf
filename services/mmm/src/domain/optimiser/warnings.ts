import type { Optimum } from './optimise.js';
import type { ChannelRecommendation } from './recommendation.js';

/** Something that a reader of the plan must know. */
export interface Warning {
  readonly code:
    | 'above-observed'
    | 'below-observed'
    | 'observed-unknown'
    | 'marginal-loss'
    | 'today-not-allowed'
    | 'gap-open'
    | 'local-optimum';
  /** The channel that it is about; absent: the whole plan. */
  readonly channel?: string;
  readonly text: { readonly en: string; readonly de: string };
}

/** Relative gap from which on a plan is said to be possibly improvable. */
const OPEN_GAP = 1e-3;

export interface Warned {
  readonly channels: readonly ChannelRecommendation[];
  readonly observed: readonly (readonly [least: number, greatest: number] | null)[];
  readonly optimum: Optimum;
  readonly isMoney: boolean;
}

/** Where the plan leaves what the data has seen, and what its proof leaves open. */
export function warningsOf({ channels, observed, optimum, isMoney }: Warned): Warning[] {
  const warnings = channels.flatMap((channel, index) => observationOf(channel, observed[index] ?? null));
  const { price, kind, gap } = optimum.certificate;
  if (isMoney && price !== null && price < 1) {
    const amount = { en: price.toFixed(2), de: price.toFixed(2).replace('.', ',') };
    warnings.push({
      code: 'marginal-loss',
      text: {
        en: `the last unit of money brings back ${amount.en}: less money would be more profitable`,
        de: `die letzte Geldeinheit bringt ${amount.de} zurück: Weniger Geld wäre einträglicher`,
      },
    });
  }
  if (!optimum.isTodayAllowed)
    warnings.push({
      code: 'today-not-allowed',
      text: {
        en: "today's plan does not keep to the bounds or the goal, so the proposed plan may be below it",
        de: 'der heutige Plan hält die Grenzen oder das Ziel nicht ein; der vorgeschlagene kann darunter liegen',
      },
    });
  if (kind === 'local')
    warnings.push({
      code: 'local-optimum',
      text: {
        en: 'for this measure no proof exists that no better plan is possible',
        de: 'für dieses Maß gibt es keinen Beweis, dass kein besserer Plan möglich ist',
      },
    });
  else if (gap !== null && gap > OPEN_GAP)
    warnings.push({
      code: 'gap-open',
      text: {
        en: `a plan that is better by up to ${(100 * gap).toFixed(2)} % is not ruled out`,
        de: `ein um bis zu ${(100 * gap).toFixed(2).replace('.', ',')} % besserer Plan ist nicht ausgeschlossen`,
      },
    });
  return warnings;
}

function observationOf(
  { channel, today, proposed }: ChannelRecommendation,
  observed: readonly [least: number, greatest: number] | null,
): Warning[] {
  if (observed === null)
    return proposed === today
      ? []
      : [
          {
            ...{ code: 'observed-unknown', channel },
            text: {
              en: `${channel}: the data says nothing about what was spent before, so the change rests on the form of the curve`,
              de: `${channel}: Die Daten sagen nichts über frühere Ausgaben; die Änderung stützt sich auf die Form der Kurve`,
            },
          },
        ];
  const [least, greatest] = observed;
  if (proposed > greatest * (1 + 1e-9)) {
    const times = greatest > 0 ? proposed / greatest : Number.POSITIVE_INFINITY;
    const en = Number.isFinite(times) ? `${times.toFixed(2)} times the most that` : 'more than the nothing that';
    const de = Number.isFinite(times)
      ? `das ${times.toFixed(2).replace('.', ',')}-Fache des Höchsten, was`
      : 'mehr als nichts, und nichts ist alles, was';
    return [
      {
        ...{ code: 'above-observed', channel },
        text: { en: `${channel} gets ${en} the data has seen`, de: `${channel} erhält ${de} die Daten kennen` },
      },
    ];
  }
  if (proposed < least * (1 - 1e-9))
    return [
      {
        ...{ code: 'below-observed', channel },
        text: {
          en: `${channel} gets less than the data has ever seen`,
          de: `${channel} erhält weniger, als die Daten je gesehen haben`,
        },
      },
    ];
  return [];
}
