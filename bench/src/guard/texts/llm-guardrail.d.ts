declare module 'llm_guardrail' {
  interface Answer {
    readonly allowed: boolean;
  }
  export function checkInjection(prompt: string): Answer;
  export function checkAll(prompt: string): Promise<Answer>;
}
