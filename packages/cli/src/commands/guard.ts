import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { readJsonLines, StellwerkError } from '@stellwerk/contracts';
import type { RedactionPolicy } from '@stellwerk/guard';
import { type EntityType, entityTypes, type RedactionAction, redactionActions } from '@stellwerk/guard/vocabulary';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { z } from 'zod';
import type { CliContext } from '../context.js';
import { errors } from '../errors.js';
import { unreadable } from '../platform/unreadable.js';
import { withExamples } from './example.js';
import { numberWithin, wholeNumber } from './options.js';

interface RedactCommand {
  readonly action: RedactionAction;
  readonly for?: Readonly<Partial<Record<EntityType, RedactionAction>>>;
  readonly types?: readonly EntityType[];
  readonly minScore: number;
  readonly keyFile?: string;
  readonly case?: string;
  readonly maxBytes: number;
}

const MEBIBYTE = 1_048_576;
const MAX_LINE_BYTES = 64 * MEBIBYTE;

/** `guard check | redact | reveal`: guardrails on plain files. */
export function addGuardCommands(program: Command, context: CliContext): void {
  const guard = program.command('guard').description('guardrails on texts, one JSON object a line; needs no stack');
  const maxBytes = () =>
    new Option('--max-bytes <bytes>', 'longest line').argParser(wholeNumber(1, MAX_LINE_BYTES)).default(4 * MEBIBYTE);
  withExamples(
    guard
      .command('check')
      .description(
        'injections, secrets, personal data, toxicity and more in texts, by the default policy of their provenance; fast tier',
      )
      .argument('[file]', 'JSONL with id, text, provenance and optionally sources; standard input where left out')
      .addOption(maxBytes())
      .action(async (file: string | undefined, { maxBytes: limit }: Pick<RedactCommand, 'maxBytes'>) => {
        // Detectors are loaded by the commands that need them: every other one would wait for them.
        const { checkLine, lineChecker } = await import('../guard/check-lines.js');
        const check = lineChecker(() => context.now().getTime());
        await eachLine(file, checkLine, limit, context, check);
      }),
    'stellwerk guard check packages/guard/examples/texts.jsonl',
  );
  withExamples(
    guard
      .command('redact')
      .description(
        'find personal data in texts and put something in its place; offsets are those of the text as it was given',
      )
      .argument('[file]', 'JSONL with id, text and optionally provenance and case; standard input where left out')
      .addOption(
        new Option('--action <action>', 'what becomes of personal data').choices(redactionActions).default('mask'),
      )
      .option('--for <type=action>', `another action for a type, repeatable: ${entityTypes.join(', ')}`, parseAction)
      .option('--types <types>', 'look for these alone, between commas', parseTypes)
      .option('--min-score <score>', 'least score of what counts', numberWithin(0, 1), 0.5)
      .option('--key-file <file>', 'key of pseudonyms, 32 bytes and more')
      .option('--case <case>', 'what pseudonyms are consistent within (default: the case of the line, else its id)')
      .addOption(maxBytes())
      .action((file: string | undefined, options: RedactCommand) => redactTexts(file, options, context)),
    'stellwerk guard redact packages/guard/examples/texts.jsonl',
    'stellwerk guard redact --action drop --for person=mask < packages/guard/examples/texts.jsonl',
    'stellwerk guard redact packages/guard/examples/texts.jsonl --action pseudonymise --key-file pseudonyms.key --case ticket-1',
  );
  withExamples(
    guard
      .command('reveal')
      .description('put back what was pseudonymised with the same key and case; other pseudonyms stay')
      .argument('[file]', 'JSONL with id and text; standard input where left out')
      .requiredOption('--key-file <file>', 'key of pseudonyms')
      .option('--case <case>', 'case of the pseudonyms (default: the case of the line, else its id)')
      .addOption(maxBytes())
      .action((file: string | undefined, options: RevealCommand) => revealTexts(file, options, context)),
    'stellwerk guard reveal redacted.jsonl --key-file pseudonyms.key --case ticket-1',
  );
}

type RevealCommand = Required<Pick<RedactCommand, 'keyFile'>> & Pick<RedactCommand, 'case' | 'maxBytes'>;

async function redactTexts(file: string | undefined, options: RedactCommand, context: CliContext): Promise<void> {
  const { action, for: actions = {}, types, minScore, keyFile, case: caseId } = options;
  const { pseudonymisers, redactLine, redactOne } = await import('../guard/redact-lines.js');
  const policy: RedactionPolicy = { action, actions, minScore, ...(types && { types }) };
  const forCase = keyFile === undefined ? undefined : pseudonymisers(await readKey(keyFile));
  await eachLine(file, redactLine, options.maxBytes, context, (line) => redactOne(line, policy, forCase, caseId));
}

async function revealTexts(file: string | undefined, options: RevealCommand, context: CliContext): Promise<void> {
  const { pseudonymisers, revealLine } = await import('../guard/redact-lines.js');
  const forCase = pseudonymisers(await readKey(options.keyFile));
  await eachLine(file, revealLine, options.maxBytes, context, ({ id, text, case: own }) => ({
    id,
    text: forCase(own ?? options.case ?? String(id)).reveal(text),
  }));
}

/** One answer a line; the next line is read once the answer is written. */
async function eachLine<Value>(
  file: string | undefined,
  schema: z.ZodType<Value>,
  maxBytes: number,
  { input, signal, writeBytes }: CliContext,
  answer: (value: Value) => unknown,
): Promise<void> {
  const name = file ?? 'standard input';
  const source = file === undefined ? input : createReadStream(file);
  try {
    for await (const line of readJsonLines(source, schema, maxBytes)) {
      if (signal.aborted) return;
      if ('problem' in line)
        throw new StellwerkError(errors.LINE_INVALID, { file: name, line: line.number, problem: line.problem });
      await writeBytes(Buffer.from(`${JSON.stringify(answer(line.value))}\n`));
    }
  } catch (error) {
    throw unreadable(name, error);
  }
}

async function readKey(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    throw unreadable(file, error);
  }
}

const isType = (text: string): text is EntityType => (entityTypes as readonly string[]).includes(text);
const isAction = (text: string): text is RedactionAction => (redactionActions as readonly string[]).includes(text);

function parseAction(text: string, before: Readonly<Partial<Record<EntityType, RedactionAction>>> = {}) {
  const [type = '', action = ''] = text.split('=');
  if (!isType(type)) throw new InvalidArgumentError(`"${type}" is none of ${entityTypes.join(', ')}`);
  if (!isAction(action)) throw new InvalidArgumentError(`"${action}" is none of ${redactionActions.join(', ')}`);
  return { ...before, [type]: action };
}

function parseTypes(text: string): readonly EntityType[] {
  return text.split(',').map((name) => {
    const type = name.trim();
    if (!isType(type)) throw new InvalidArgumentError(`"${type}" is none of ${entityTypes.join(', ')}`);
    return type;
  });
}
