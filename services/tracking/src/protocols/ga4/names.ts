/**
 * Names that Google keeps for itself (developers.google.com/analytics/devguides/collection/protocol/ga4/reference,
 * "Reserved names").
 */
const EVENT_NAMES = new Set(
  ['ad_activeview', 'ad_click', 'ad_exposure', 'ad_query', 'ad_reward', 'adunit_exposure', 'app_background']
    .concat(['app_clear_data', 'app_exception', 'app_remove', 'app_store_refund', 'app_store_subscription_cancel'])
    .concat(['app_store_subscription_convert', 'app_store_subscription_renew', 'app_uninstall', 'app_update'])
    .concat(['app_upgrade', 'dynamic_link_app_open', 'dynamic_link_app_update', 'dynamic_link_first_open', 'error'])
    .concat(['firebase_campaign', 'firebase_in_app_message_action', 'firebase_in_app_message_dismiss'])
    .concat(['firebase_in_app_message_impression', 'first_open', 'first_visit', 'in_app_purchase'])
    .concat(['notification_dismiss', 'notification_foreground', 'notification_open', 'notification_receive'])
    .concat(['notification_send', 'os_update', 'session_start', 'session_start_with_rollout', 'user_engagement']),
);
const PARAMETER_NAMES = new Set(['firebase_conversion']);
const USER_PROPERTY_NAMES = new Set(
  ['first_open_time', 'first_visit_time', 'last_deep_link_referrer', 'user_id', 'first_open_after_install'].concat([
    'last_gclid',
    'last_advertising_id_reset',
  ]),
);
const PREFIXES = ['_', 'firebase_', 'ga_', 'google_', 'gtag.'];

/** What a name stands for. */
export type NameKind = 'event' | 'parameter' | 'user property';

interface NameRules {
  readonly maxLength: number;
  readonly reserved: ReadonlySet<string>;
}

const RULES: Readonly<Record<NameKind, NameRules>> = {
  event: { maxLength: 40, reserved: EVENT_NAMES },
  parameter: { maxLength: 40, reserved: PARAMETER_NAMES },
  'user property': { maxLength: 24, reserved: USER_PROPERTY_NAMES },
};

/** What is wrong with a name. */
export interface NameFault {
  readonly code: 'NAME_INVALID' | 'NAME_RESERVED';
  readonly problem: string;
}

/** The first rule that a name breaks. */
export function faultOfName(name: string, kind: NameKind): NameFault | undefined {
  const { maxLength, reserved } = RULES[kind];
  const invalid = (problem: string): NameFault => ({ code: 'NAME_INVALID', problem });
  if (kind !== 'event' && PREFIXES.some((prefix) => name.startsWith(prefix))) {
    return { code: 'NAME_RESERVED', problem: 'The name begins with a reserved prefix.' };
  }
  if (!/^\p{L}/u.test(name)) return invalid('Names must start with an alphabetic character.');
  if (!/^[\p{L}\p{N}_]*$/u.test(name)) {
    return invalid('Names must only contain alphanumeric characters and underscores.');
  }
  if (name.length > maxLength) return invalid(`Names must be ${maxLength} characters or fewer.`);
  return reserved.has(name) || PREFIXES.some((prefix) => name.startsWith(prefix))
    ? { code: 'NAME_RESERVED', problem: 'The name is reserved.' }
    : undefined;
}
