import { randomUUID } from 'node:crypto';
import type { Bus } from '@stellwerk/bus';
import { StellwerkError } from '@stellwerk/contracts';
import type { Clock } from '@stellwerk/service';
import { Admission, type AdmissionDeps } from '../admission.js';
import type { RegionOf } from '../domain/consent/region.js';
import { errors } from '../errors.js';
import { keyInBody } from '../http/key-in-body.js';
import type { OversizeBody } from '../http/oversize-body.js';
import { rememberAround } from '../pipeline/request-signals.js';
import type { Protocol, ProtocolRequest } from '../protocols/protocol.js';
import { withoutTraces } from '../visitor.js';
import { KeptError } from './kept-error.js';
import type { Rejections } from './rejections.js';

export interface OversizeDeps extends AdmissionDeps {
  readonly bus: Pick<Bus, 'publish'>;
  readonly rejections: Pick<Rejections, 'ofOversize'>;
  readonly clock: Clock;
  readonly regionOf: RegionOf;
  /** Largest body that is read. */
  readonly maxBodyBytes: number;
}

/** Refuses bodies that are larger than is read at all. What a known source sent is on record: its size, digest and beginning. */
export class Oversize {
  readonly #admission: Admission;

  constructor(private readonly deps: OversizeDeps) {
    this.#admission = new Admission(deps);
  }

  /** @throws KeptError; any other StellwerkError where nothing says whose it is, or the source may not send; UnavailableError */
  async refuse(
    protocol: Protocol,
    sent: ProtocolRequest,
    body: OversizeBody,
    address: string | undefined,
  ): Promise<never> {
    const { bus, clock, maxBodyBytes, regionOf, rejections } = this.deps;
    const receivedAt = clock();
    const nowMs = receivedAt.getTime();
    const isAnonymous = protocol.isAnonymous?.(sent) ?? false;
    const request = isAnonymous ? withoutTraces(sent) : sent;
    const details = { bytes: body.bytes, limit: maxBodyBytes };
    const error = new StellwerkError(errors.BODY_TOO_LARGE, details, { field: '(body)' });
    const key = protocol.sourceKeyOf(request) ?? (await keyInBody(protocol, request, body.ends()));
    if (!key) throw error;
    const context = this.#admission.admit(key, request, address, nowMs);
    const region = regionOf(address, context.tenant.spec.region);
    const ip = isAnonymous ? undefined : address;
    const around = { protocol, request, context, receivedAtMs: nowMs, ip, region };
    const consent = rememberAround(around, regionOf);
    // What is not read counts as one call, whatever number it meant to be.
    const origin = { protocol, request, context, receivedAt, consent, requestId: randomUUID(), calls: 1 };
    await bus.publish([rejections.ofOversize(error, body, origin)]);
    throw new KeptError(error);
  }
}
