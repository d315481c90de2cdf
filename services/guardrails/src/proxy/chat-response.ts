/** Token counts as endpoints state them. */
export interface Usage {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly total_tokens: number;
  readonly prompt_tokens_details?: { readonly cached_tokens?: number } | null;
}

export interface ToolCallDelta {
  readonly index?: number;
  readonly id?: string;
  readonly type?: string;
  readonly function?: { readonly name?: string; readonly arguments?: string };
}

/** What the guard adds to an answer. */
export interface GuardNote {
  readonly verdict: 'allow' | 'flag' | 'repair' | 'block';
  readonly rules: readonly string[];
  readonly costMicros: number | null;
  readonly currency: string | null;
  readonly traceId: string | null;
}

export interface ChatCompletion {
  readonly id: string;
  readonly object: 'chat.completion';
  readonly created: number;
  readonly model: string;
  readonly choices: readonly {
    readonly index: number;
    readonly message: {
      readonly role: 'assistant';
      readonly content: string | null;
      readonly refusal?: string | null;
      readonly tool_calls?: readonly ToolCallDelta[];
    };
    readonly finish_reason: string;
  }[];
  readonly usage?: Usage;
  readonly stellwerk?: GuardNote;
}

export interface ChatChunk {
  readonly id: string;
  readonly object: 'chat.completion.chunk';
  readonly created: number;
  readonly model: string;
  readonly choices: readonly {
    readonly index: number;
    readonly delta: {
      readonly role?: string;
      readonly content?: string | null;
      readonly refusal?: string | null;
      readonly tool_calls?: readonly ToolCallDelta[];
    };
    readonly finish_reason: string | null;
  }[];
  readonly usage?: Usage | null;
  readonly stellwerk?: GuardNote;
}
