import { start } from '@stellwerk/pipeline';
import type { ClientReader } from '../clients/client-reader.js';
import type { RegionOf } from '../domain/consent/region.js';
import type { IncomingCall } from './call.js';
import { createClientStep } from './client.step.js';
import { createConsentStep } from './consent.step.js';
import { createContractStep } from './contract.step.js';
import { createIdentifyStep } from './identify.step.js';
import { createMapStep, type ReadCall } from './map.step.js';
import { createReadCallStep } from './read-call.step.js';
import { createTimeStep } from './time.step.js';

/** First pass over a request: whose each call is and when it happened. Before `consentStep` has agreed, nothing is kept. */
export const createReadingPipeline = (regionOf: RegionOf, readClient: ClientReader) =>
  start<IncomingCall>()
    .pipe(createReadCallStep())
    .pipe(createClientStep(readClient))
    .pipe(createConsentStep(regionOf))
    .pipe(createIdentifyStep())
    .pipe(createTimeStep())
    .build();

/** Second pass, when every identifier of a person in the request is known: what is kept of each call. */
export const createMappingPipeline = () => start<ReadCall>().pipe(createMapStep()).pipe(createContractStep()).build();
