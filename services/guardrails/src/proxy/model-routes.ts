import { type CatalogueEntry, StellwerkError } from '@stellwerk/contracts';
import { type ModelDispatch, modelErrors } from '@stellwerk/models';
import { errors } from '../errors.js';

/** An endpoint that answered. */
export interface Answered {
  readonly model: string;
  readonly upstreamModel: string;
  readonly baseUrl: string;
  readonly response: Response;
}

/** What clients of this service know refusals by. */
const told: ReadonlyMap<string, CatalogueEntry> = new Map([
  [modelErrors.ROUTE_MISSING.code, errors.MODEL_UNKNOWN],
  [modelErrors.MODEL_UNKNOWN.code, errors.MODEL_UNKNOWN],
  [modelErrors.UNAVAILABLE.code, errors.MODEL_UNAVAILABLE],
  [modelErrors.REFUSED.code, errors.MODEL_REFUSED],
]);

/** The models of the routes, for the proxy. */
export class ModelRoutes {
  constructor(private readonly dispatch: Pick<ModelDispatch, 'send'>) {}

  /**
   * Sends a request to the model that was asked for, or, where its endpoint does not answer, to the next of its route.
   * @throws GRS_MODEL_UNKNOWN, GRS_MODEL_UNAVAILABLE, GRS_MODEL_REFUSED, GRS_HOST_NOT_ALLOWED, MDL_STOPPED, MDL_TOO_EXPENSIVE,
   * MDL_CANCELLED
   */
  async send(
    who: { readonly tenant: string; readonly useCase: string; readonly caller: string; readonly model: string },
    body: object,
    signal: AbortSignal,
  ): Promise<Answered> {
    try {
      const { endpoint, response } = await this.dispatch.send(who, body, signal);
      const { model, upstreamModel, baseUrl } = endpoint;
      return { model, upstreamModel, baseUrl, response };
    } catch (error) {
      const entry = error instanceof StellwerkError ? told.get(error.code) : undefined;
      if (!(error instanceof StellwerkError) || !entry) throw error;
      const { model, useCase } = who;
      const field = entry === errors.MODEL_UNKNOWN ? { field: 'model' } : {};
      const details = entry === errors.MODEL_REFUSED ? error.details : { model, useCase };
      throw new StellwerkError(entry, details, { ...field, cause: error });
    }
  }
}
