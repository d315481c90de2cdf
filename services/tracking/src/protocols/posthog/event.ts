import { z } from 'zod';

const text = (max: number) => z.string().max(max);
const looseText = (max: number) => z.string().max(max).nullish().catch(undefined);
const looseObject = z.record(z.string(), z.unknown());
/** Clients send numeric ids as numbers or as text. */
const id = z.union([text(512), z.number()]).nullish();

/**
 * One event of PostHog's capture API, as far as it decides something; whatever else it holds is kept. Properties that say
 * something about page or device and have an odd type are ignored rather than costing the event.
 */
export const posthogEvent = z.looseObject({
  event: text(256),
  uuid: text(256).nullish(),
  distinct_id: id,
  $distinct_id: id,
  timestamp: text(40).nullish(),
  /** Milliseconds that passed between the event and its sending. */
  offset: z.number().min(0).nullish(),
  $set: looseObject.nullish(),
  $set_once: looseObject.nullish(),
  library: looseText(64),
  library_version: looseText(64),
  properties: z
    .looseObject({
      distinct_id: id,
      $device_id: id,
      $user_id: id,
      $anon_distinct_id: id,
      alias: id,
      $is_identified: z.boolean().nullish().catch(undefined),
      $process_person_profile: z.boolean().nullish().catch(undefined),
      $ignore_sent_at: z.boolean().nullish().catch(undefined),
      $insert_id: looseText(256),
      $set: looseObject.nullish().catch(undefined),
      $set_once: looseObject.nullish().catch(undefined),
      $current_url: looseText(4_096),
      $pathname: looseText(2_048),
      $referrer: looseText(4_096),
      title: looseText(512),
      $screen_name: looseText(256),
      $event_type: looseText(64),
      $el_text: looseText(4_096),
      $external_click_url: looseText(4_096),
      utm_source: looseText(256),
      utm_medium: looseText(256),
      utm_campaign: looseText(256),
      utm_term: looseText(256),
      utm_content: looseText(256),
      $raw_user_agent: looseText(4_096),
      $browser_language: looseText(35),
      $locale: looseText(35),
      $timezone: looseText(64),
      $screen_width: z.number().nullish().catch(undefined),
      $screen_height: z.number().nullish().catch(undefined),
      $ip: looseText(64),
      $lib: looseText(64),
      $lib_version: looseText(64),
      /** What a consent manager said, where the page registered it: `{ categoryPreferences }`. */
      $consent: z.unknown().optional(),
    })
    .nullish(),
});
export type PostHogEvent = z.infer<typeof posthogEvent>;
export type PostHogProperties = NonNullable<PostHogEvent['properties']>;
