declare module 'llm_guardrail' {
  interface Answer {
    readonly allowed: boolean;
  }
  export function checkInjection(prompt: string): Promise<Answer>;
  export function checkAll(prompt: string): Promise<Answer>;
}
