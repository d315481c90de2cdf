import type { Details, Result } from './result.js';

/** One step: a named function, so that stack traces, spans and dead letters can say where. May be asynchronous. */
export type Step<Input, Output> = (input: Input) => Result<Output> | Promise<Result<Output>>;

/** How an input left the pipeline, and the step that decided. */
export type Outcome<Value> =
  | { readonly kind: 'ok'; readonly value: Value }
  | { readonly kind: 'drop' | 'dead'; readonly step: string; readonly code: string; readonly details: Details };

export interface Pipeline<Input, Output> {
  /** Names of the steps in order. */
  readonly steps: readonly string[];
  /** Runs one input. Exceptions of a step pass through: they are defects or broken infrastructure. */
  run(input: Input): Promise<Outcome<Output>>;
}

export interface PipelineBuilder<Input, Current> {
  /** Adds a step; its input type must be satisfied by what the steps before have added. */
  pipe<Next>(step: Step<Current, Next>): PipelineBuilder<Input, Next>;
  /** @throws if a step is anonymous, or two steps share a name. */
  build(): Pipeline<Input, Current>;
}

/** Inside the list the types are gone; `pipe` has checked that each step fits the one before. */
type AnyStep = Step<unknown, unknown>;

/** Starts a pipeline: `start<Raw>().pipe(parse).pipe(enrich).build()`. */
export function start<Input>(): PipelineBuilder<Input, Input> {
  return builder<Input, Input>([]);
}

function builder<Input, Current>(steps: readonly AnyStep[]): PipelineBuilder<Input, Current> {
  return {
    pipe: <Next>(step: Step<Current, Next>) => builder<Input, Next>([...steps, step as unknown as AnyStep]),
    build: () => {
      assertNames(steps);
      return {
        steps: steps.map((step) => step.name),
        run: (input) => run<Current>(steps, input),
      };
    },
  };
}

async function run<Output>(steps: readonly AnyStep[], input: unknown): Promise<Outcome<Output>> {
  let value = input;
  for (const step of steps) {
    const returned = step(value);
    // Awaiting only promises keeps synchronous pipelines free of microtask turns.
    const result = returned instanceof Promise ? await returned : returned;
    if (result.kind !== 'ok') return { ...result, step: step.name };
    value = result.value;
  }
  return { kind: 'ok', value: value as Output };
}

function assertNames(steps: readonly AnyStep[]): void {
  const seen = new Set<string>();
  for (const { name } of steps) {
    if (name === '') throw new Error('every step needs a name: return a named function from its factory');
    if (seen.has(name)) throw new Error(`two steps are called "${name}"`);
    seen.add(name);
  }
}
