import { controlDocument } from './control/control.document.v1.js';
import type { EventContract } from './core/event-contract.js';
import { accessRecorded } from './events/access.recorded.v1.js';
import { approvalDecided, approvalRequested } from './events/approval.js';
import { budgetProposed } from './events/budget.proposed.v1.js';
import { consentChanged } from './events/consent.changed.v1.js';
import { guardDecided } from './events/guard.decided.v1.js';
import { identifierSealed } from './events/identifier.sealed.v1.js';
import { identityAssertion, identityRemapped } from './events/identity.js';
import { jobRan } from './events/job.ran.v1.js';
import { campaignMaster, productMaster } from './events/master-data.js';
import {
  attributionComputed,
  calendarDay,
  campaignSpend,
  outcomeReported,
  productPrice,
} from './events/measurement.js';
import { mmmDecomposed } from './events/mmm.decomposed.v1.js';
import { mmmFitted } from './events/mmm.fitted.v1.js';
import { mmmPromoted } from './events/mmm.promoted.v1.js';
import { modelCalled } from './events/model.called.v1.js';
import { ragAnswered } from './events/rag.answered.v1.js';
import { ragEvaluated } from './events/rag.evaluated.v1.js';
import { ragFeedback } from './events/rag.feedback.v1.js';
import { ragIngested } from './events/rag.ingested.v1.js';
import { trackingCounted } from './events/tracking.counted.v1.js';
import { trackingEvent } from './events/tracking.event.v1.js';
import { trackingReceived } from './events/tracking.received.v1.js';
import { trackingRejected } from './events/tracking.rejected.v1.js';
import { trackingTrapped } from './events/tracking.trapped.v1.js';

/** Every event of the platform. Schemas, topics, AsyncAPI and the event reference are made from this list. */
export const eventContracts: readonly EventContract[] = [
  controlDocument,
  trackingReceived,
  trackingEvent,
  trackingRejected,
  trackingCounted,
  consentChanged,
  identifierSealed,
  accessRecorded,
  trackingTrapped,
  identityAssertion,
  identityRemapped,
  campaignSpend,
  productPrice,
  outcomeReported,
  calendarDay,
  productMaster,
  campaignMaster,
  attributionComputed,
  mmmFitted,
  mmmDecomposed,
  mmmPromoted,
  budgetProposed,
  approvalRequested,
  approvalDecided,
  guardDecided,
  modelCalled,
  ragIngested,
  ragAnswered,
  ragEvaluated,
  ragFeedback,
  jobRan,
] as readonly EventContract[];
