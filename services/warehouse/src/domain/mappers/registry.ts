import type { EventContract } from '@stellwerk/contracts';
import type { Mapper } from '../mapper.js';
import { accessRecordedMapper } from './access.recorded.js';
import { attributionComputedMapper } from './attribution.computed.js';
import { budgetProposedMapper } from './budget.proposed.js';
import { calendarDayMapper } from './calendar.day.js';
import { campaignMasterMapper } from './campaign.master.js';
import { campaignSpendMapper } from './campaign.spend.js';
import { consentChangedMapper } from './consent.changed.js';
import { controlDocumentMapper } from './control.document.js';
import { guardDecidedMapper } from './guard.decided.js';
import { identityRemappedMapper } from './identity.remapped.js';
import { jobRanMapper } from './job.ran.js';
import { mmmDecomposedMapper } from './mmm.decomposed.js';
import { mmmFittedMapper } from './mmm.fitted.js';
import { mmmPromotedMapper } from './mmm.promoted.js';
import { modelCalledMapper } from './model.called.js';
import { outcomeReportedMapper } from './outcome.reported.js';
import { productMasterMapper } from './product.master.js';
import { productPriceMapper } from './product.price.js';
import { ragAnsweredMapper, ragEvaluatedMapper, ragFeedbackMapper, ragIngestedMapper } from './rag.js';
import { trackingCountedMapper } from './tracking.counted.js';
import { trackingEventMapper } from './tracking.event.js';
import { trackingRejectedMapper } from './tracking.rejected.js';

/** Events with curated tables. Every other topic is kept in `raw.messages` alone. */
export const mappers: readonly Mapper[] = [
  trackingEventMapper,
  trackingRejectedMapper,
  trackingCountedMapper,
  consentChangedMapper,
  controlDocumentMapper,
  identityRemappedMapper,
  campaignSpendMapper,
  outcomeReportedMapper,
  productPriceMapper,
  calendarDayMapper,
  productMasterMapper,
  campaignMasterMapper,
  attributionComputedMapper,
  mmmFittedMapper,
  mmmDecomposedMapper,
  mmmPromotedMapper,
  budgetProposedMapper,
  jobRanMapper,
  guardDecidedMapper,
  modelCalledMapper,
  ragIngestedMapper,
  ragAnsweredMapper,
  ragEvaluatedMapper,
  ragFeedbackMapper,
  accessRecordedMapper,
] as unknown as readonly Mapper<EventContract>[];

/** The same by topic. */
export const mapperByTopic: ReadonlyMap<string, Mapper> = new Map(
  mappers.map((mapper) => [mapper.contract.type, mapper]),
);
