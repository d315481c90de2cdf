import { type Bus, parseMessage, type Table, toMessage } from '@stellwerk/bus';
import { budgetProposed, type PayloadOf, StellwerkError } from '@stellwerk/contracts';
import { errors } from '../errors.js';

export type Proposal = PayloadOf<typeof budgetProposed>;

/** Every proposed budget, held in memory from its topic: it outlives the disk of the service. */
export class Proposals {
  readonly #byId = new Map<string, Proposal>();
  #table: Table | undefined;

  private constructor(private readonly bus: Pick<Bus, 'publish'>) {}

  static async open(bus: Pick<Bus, 'publish' | 'table'>): Promise<Proposals> {
    const proposals = new Proposals(bus);
    proposals.#table = await bus.table({
      topic: budgetProposed.type,
      apply: (message) => {
        const parsed = parseMessage(budgetProposed, message);
        if (parsed.ok) proposals.#byId.set(parsed.payload.proposalId, parsed.payload);
      },
    });
    await proposals.#table.ready;
    return proposals;
  }

  get(proposalId: string): Proposal | undefined {
    return this.#byId.get(proposalId);
  }

  /** @throws StellwerkError MMM_PROPOSAL_UNKNOWN */
  require(proposalId: string): Proposal {
    const proposal = this.#byId.get(proposalId);
    if (!proposal) throw new StellwerkError(errors.PROPOSAL_UNKNOWN, { proposalId }, { field: 'id' });
    return proposal;
  }

  /** The newest first. */
  list(): Proposal[] {
    return [...this.#byId.values()].sort((a, b) => (a.at < b.at ? 1 : -1));
  }

  /** Publishes a proposal; the same one twice is one. */
  async publish(proposal: Proposal): Promise<void> {
    const { proposalId, at, tenant } = proposal;
    const envelope = { id: proposalId, time: at, source: 'mmm', tenant };
    await this.bus.publish([toMessage(budgetProposed, proposal, envelope)]);
    this.#byId.set(proposalId, proposal);
  }

  async close(): Promise<void> {
    await this.#table?.stop();
  }
}
