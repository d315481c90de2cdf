import type { ControlTable } from '@stellwerk/bus';
import type { Usage } from './chat-response.js';

/** What a call cost, in millionths of a currency. */
export interface Cost {
  readonly micros: number;
  readonly currency: string;
}

const MILLION = 1_000_000;

/** The price of a call by the tenant's price tables, the platform's after them; `null` where none names the model. */
export function costOf(
  control: Pick<ControlTable, 'all'>,
  tenant: string,
  model: string,
  { prompt_tokens, completion_tokens, prompt_tokens_details }: Usage,
): Cost | null {
  const tables = control.all('price-table');
  for (const owner of [tenant, 'platform']) {
    for (const { tenant: of, spec } of tables) {
      const price = of === owner && Object.hasOwn(spec.models, model) ? spec.models[model] : undefined;
      if (!price) continue;
      const cached = Math.min(prompt_tokens_details?.cached_tokens ?? 0, prompt_tokens);
      const cachedPrice = price.cachedInputMicrosPerMillionTokens ?? price.inputMicrosPerMillionTokens;
      const micros =
        (prompt_tokens - cached) * price.inputMicrosPerMillionTokens +
        cached * cachedPrice +
        completion_tokens * price.outputMicrosPerMillionTokens;
      return { micros: Math.ceil(micros / MILLION), currency: spec.currency };
    }
  }
  return null;
}
