import { start } from '@stellwerk/pipeline';
import type { ClientReader } from '../clients/client-reader.js';
import type { ConsentBook } from '../consent/consent-book.js';
import type { RegionOf } from '../domain/consent/region.js';
import type { IncomingCall } from './call.js';
import { createCeilingStep } from './ceiling.step.js';
import { createClientStep } from './client.step.js';
import { createConsentStep, type UnderstoodCall } from './consent.step.js';
import { createContractStep } from './contract.step.js';
import { createCookielessStep } from './cookieless.step.js';
import { createIdentifyStep } from './identify.step.js';
import { createMapStep, type RedactableCall } from './map.step.js';
import { createPermitStep } from './permit.step.js';
import { createReadCallStep } from './read-call.step.js';
import { createTimeStep } from './time.step.js';

/** First pass over a request: what each call means, from whom, and what may be done with it. Nothing of it is kept yet. */
export const createUnderstandingPipeline = (regionOf: RegionOf, readClient: ClientReader) =>
  start<IncomingCall>()
    .pipe(createReadCallStep())
    .pipe(createClientStep(readClient))
    .pipe(createConsentStep(regionOf))
    .build();

/** Second pass, over calls that may be kept: whose they are and when they happened. */
export const createReadingPipeline = (consentBook: Pick<ConsentBook, 'permitted'>) =>
  start<UnderstoodCall>()
    .pipe(createPermitStep())
    .pipe(createIdentifyStep())
    .pipe(createCeilingStep(consentBook))
    .pipe(createTimeStep())
    .build();

/** Third pass, when everything that the request says about a person is known: what is kept of each call. */
export const createMappingPipeline = () =>
  start<RedactableCall>().pipe(createMapStep()).pipe(createCookielessStep()).pipe(createContractStep()).build();
