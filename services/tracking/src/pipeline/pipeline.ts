import { start } from '@stellwerk/pipeline';
import type { IncomingCall } from './call.js';
import { createConsentStep } from './consent.step.js';
import { createContractStep } from './contract.step.js';
import { createIdentifyStep } from './identify.step.js';
import { createMapStep } from './map.step.js';
import { createReadCallStep } from './read-call.step.js';
import { createTimeStep } from './time.step.js';

/** What happens to one call at the door, in order. Before `consentStep` has agreed, nothing of a call is kept. */
export const createDoorPipeline = () =>
  start<IncomingCall>()
    .pipe(createReadCallStep())
    .pipe(createConsentStep())
    .pipe(createIdentifyStep())
    .pipe(createTimeStep())
    .pipe(createMapStep())
    .pipe(createContractStep())
    .build();
