import type { ControlTable } from '@stellwerk/bus';

/** What a call cost, in millionths of a currency. */
export interface Cost {
  readonly micros: number;
  readonly currency: string;
}

/** Tokens of a call; `cachedInput` is the part of `input` that the endpoint had read before. */
export interface Tokens {
  readonly input: number;
  readonly output: number;
  readonly cachedInput?: number;
}

const MILLION = 1_000_000;

/** The price of a call by the tenant's price tables, the platform's after them; `null` where none names the model. */
export function costOf(control: Pick<ControlTable, 'all'>, tenant: string, model: string, tokens: Tokens): Cost | null {
  const tables = control.all('price-table');
  for (const owner of [tenant, 'platform']) {
    for (const { tenant: of, spec } of tables) {
      const price = of === owner && Object.hasOwn(spec.models, model) ? spec.models[model] : undefined;
      if (!price) continue;
      const cached = Math.min(tokens.cachedInput ?? 0, tokens.input);
      const cachedPrice = price.cachedInputMicrosPerMillionTokens ?? price.inputMicrosPerMillionTokens;
      const micros =
        (tokens.input - cached) * price.inputMicrosPerMillionTokens +
        cached * cachedPrice +
        tokens.output * price.outputMicrosPerMillionTokens;
      return { micros: Math.ceil(micros / MILLION), currency: spec.currency };
    }
  }
  return null;
}

/** Where an endpoint does not say, a token is about so many characters of German or English. */
const CHARACTERS_PER_TOKEN = 4;

export const estimatedTokens = (characters: number): number => Math.ceil(characters / CHARACTERS_PER_TOKEN);
