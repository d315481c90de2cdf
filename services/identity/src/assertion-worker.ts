import {
  type BatchOutcome,
  type Bus,
  type DeadLetter,
  type MessageBatch,
  parseMessage,
  toMessage,
} from '@stellwerk/bus';
import { identityAssertion, trackingEvent } from '@stellwerk/contracts';
import { assertionsOf } from './domain/assertions.js';

/** Turns events into statements about identity. Stateless: ids are deterministic, so a repetition says the same again. */
export class AssertionWorker {
  constructor(private readonly bus: Pick<Bus, 'publish'>) {}

  async handle(batch: MessageBatch): Promise<BatchOutcome> {
    const dead: DeadLetter[] = [];
    const messages = batch.messages.flatMap((message) => {
      const parsed = parseMessage(trackingEvent, message);
      if (!parsed.ok) {
        dead.push({ message, code: parsed.code, step: 'readEvent', detail: parsed.detail });
        return [];
      }
      const { traceparent } = parsed.envelope;
      return assertionsOf(parsed.payload).map((assertion) =>
        toMessage(
          identityAssertion,
          { fact: 'assertion', assertion },
          {
            id: assertion.assertionId,
            time: assertion.eventTime,
            source: 'identity',
            tenant: assertion.tenant,
            traceparent: traceparent ?? null,
          },
        ),
      );
    });
    await this.bus.publish(messages);
    return { dead };
  }
}
