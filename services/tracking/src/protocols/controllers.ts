import type { Type } from '@nestjs/common';
import { CloudEventsController } from './cloudevents/cloudevents.controller.js';
import { ConsentStatementController } from './consent/consent.controller.js';
import { Ga4Controller } from './ga4/ga4.controller.js';
import { JitsuController } from './jitsu/jitsu.controller.js';
import { PixelController } from './pixel/pixel.controller.js';
import { PostHogController } from './posthog/posthog.controller.js';
import { RedirectController } from './redirect/redirect.controller.js';
import { RudderStackController } from './rudderstack/rudderstack.controller.js';
import { SegmentController } from './segment/segment.controller.js';
import { SegmentSettingsController } from './segment/settings.controller.js';
import { SharedBatchController } from './shared-batch/shared-batch.controller.js';
import { SnowplowController } from './snowplow/snowplow.controller.js';
import { TagController } from './tag/tag.controller.js';

/** Routes of every protocol. */
export const protocolControllers: Type[] = [
  ConsentStatementController,
  SegmentController,
  SegmentSettingsController,
  RudderStackController,
  PostHogController,
  JitsuController,
  SharedBatchController,
  SnowplowController,
  PixelController,
  RedirectController,
  Ga4Controller,
  TagController,
  CloudEventsController,
];
