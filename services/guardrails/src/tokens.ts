/** Injection token of the journal of calls. */
export const JOURNAL = Symbol('ExecutionJournal');
/** Injection token of the requests that wait for a person. */
export const CALL_APPROVALS = Symbol('Approvals');
/** Injection token of the function that speaks HTTP to tools and models. */
export const FETCH = Symbol('fetch');
