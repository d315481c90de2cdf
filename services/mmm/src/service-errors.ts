import type { ErrorEntry } from '@stellwerk/contracts';

/** What the running service can refuse beside what is wrong with data and specifications: fits, the registry, plans. */
export const serviceEntries = {
  RUN_DAMAGED: {
    status: 422,
    retry: 'changed',
    text: 'the run cannot be used, {file}: {problem}',
    fix: 'fit it again with the command in its summary',
  },
  FIT_UNKNOWN: {
    status: 404,
    retry: 'never',
    text: 'there is no fit {runId}',
    fix: 'list them with "stellwerk mmm list --tenant …"',
  },
  FIT_BUSY: {
    status: 503,
    retry: 'after',
    text: '{waiting} fits are waiting already',
    fix: 'try again later, or cancel one with "stellwerk mmm cancel"',
  },
  FIT_TOO_COSTLY: {
    status: 422,
    retry: 'changed',
    text: 'the fit needs more than {seconds} s or {megabytes} MB',
    fix: 'take fewer draws, weeks instead of days, or fewer geos; or raise STELLWERK_MMM_MAX_FIT_SECONDS or STELLWERK_MMM_MAX_FIT_MEGABYTES',
  },
  FIT_REFUSED: {
    status: 422,
    retry: 'changed',
    text: 'the fit is not published, because checks failed: {checks}',
    fix: 'read the report of the run: it says of each check what to do',
  },
  FIT_CANCELLED: { status: 409, retry: 'changed', text: 'the fit was cancelled', fix: 'ask for it again' },
  FIT_INTERRUPTED: {
    status: 500,
    retry: 'changed',
    text: 'the fit was started {attempts} times and the service ended each time before it was done',
    fix: 'look at the log of the service and its memory; then ask for the fit again',
  },
  FIT_BROKEN: {
    status: 500,
    retry: 'changed',
    text: 'the fit ended by a defect on our side',
    fix: 'the log of the service has it under the id of the run; report it',
  },
  FIT_ENDED: {
    status: 409,
    retry: 'never',
    text: 'the fit is {state} and cannot be cancelled',
    fix: 'ask for another fit instead',
  },
  FIT_NOT_DONE: {
    status: 409,
    retry: 'after',
    text: 'the fit is {state}; there is nothing to show',
    fix: 'wait until it is done: "stellwerk mmm show" tells how far it is',
  },
  NOT_PROMOTABLE: {
    status: 409,
    retry: 'changed',
    text: 'the fit {runId} is {state}; only a published one becomes champion',
    fix: 'choose a published run from "stellwerk mmm list --tenant …"',
  },
  NO_CHAMPION: {
    status: 404,
    retry: 'changed',
    text: 'the model {model} of {tenant} has no champion',
    fix: 'fit it with "stellwerk mmm fit --tenant {tenant}", then "stellwerk mmm promote <run>"',
  },
  CHAMPION_LOST: {
    status: 409,
    retry: 'changed',
    text: 'the champion {runId} of {model} is no longer on the disk of the service',
    fix: 'fit the model again and promote the run; the same seed and data give the same figures',
  },
  MODEL_UNKNOWN: {
    status: 404,
    retry: 'changed',
    text: 'the tenant {tenant} has no model {model}',
    fix: 'write a document of the kind mmm-spec with "stellwerk apply", or send a specification',
  },
  POLICY_VIOLATED: {
    status: 422,
    retry: 'changed',
    text: 'the plan does not keep to the budget policy: {findings}',
    fix: 'ask for smaller steps, or have the policy changed by an administrator',
  },
  PROPOSAL_UNKNOWN: {
    status: 404,
    retry: 'never',
    text: 'there is no proposal {proposalId}',
    fix: 'list them with "stellwerk budget list --tenant …"',
  },
  NOT_APPROVED: {
    status: 409,
    retry: 'changed',
    text: 'the proposal may not be applied: its approval {approvalId} is {state}',
    fix: 'have another person decide it with "stellwerk budget approve"; an expired one needs a new proposal',
  },
  PLAN_CHANGED: {
    status: 409,
    retry: 'changed',
    text: 'the proposal changes version {basedOn} of the plan, and version {version} is in force',
    fix: 'propose again from what is in force now',
  },
  NO_PLAN: {
    status: 404,
    retry: 'changed',
    text: 'the tenant {tenant} has no budget plan',
    fix: 'apply a proposal with "stellwerk budget apply"',
  },
  NO_PREVIOUS_PLAN: {
    status: 409,
    retry: 'changed',
    text: 'version {version} of the budget plan of {tenant} replaced none',
    fix: 'there is nothing to roll back to; withdraw the document with "stellwerk apply"',
  },
  PLAN_NOT_TAKEN: {
    status: 503,
    retry: 'after',
    text: 'the plan was written and version {version} has not been heard of yet',
    fix: 'look at "stellwerk budget list" before trying again; the same proposal is not applied twice',
  },
  STOPPING: { status: 503, retry: 'after', text: 'the service is stopping', fix: 'look at "stellwerk status"' },
} as const satisfies Record<string, ErrorEntry>;
