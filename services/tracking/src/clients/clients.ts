import type { ControlTable } from '@stellwerk/bus';
import { readCrawlerList } from '../adapters/crawler-list.js';
import { openPlaceDatabase } from '../adapters/place-database.js';
import { readUserAgentRules } from '../adapters/uap-core.js';
import type { Config } from '../config.js';
import { isSpecialPurpose } from '../domain/address.js';
import { createKnownAgents } from '../domain/agents/known-agents.js';
import { ownAgents } from '../domain/agents/own-agents.js';
import { createUserAgentJudge } from '../domain/agents/user-agent-verdict.js';
import { type RegionOf, UNKNOWN_REGION } from '../domain/consent/region.js';
import { createClientFacts } from '../domain/enrich/client-facts.js';
import type { Locate } from '../domain/enrich/place.js';
import { createUserAgentParser } from '../domain/enrich/user-agent/parse-user-agent.js';
import type { TrapMarks } from '../traps/trap-marks.js';
import { createAgentKeys } from './agent-keys.js';
import { createCircumstances } from './circumstances.js';
import { type ClientReader, createClientReader } from './client-reader.js';

/** Characters of the user agents that are remembered: about 20,000 of them, what a large site sees in a day. */
const REMEMBERED_CHARACTERS = 3_000_000;

/** What the door knows of clients: who sent a call, and where the person is, which consent depends on. */
export interface Clients {
  readonly readClient: ClientReader;
  readonly regionOf: RegionOf;
}

export const CLIENTS = Symbol('Clients');

/** Reading rules and places takes half a second, so a process does it once. */
let userAgents: Pick<Parameters<typeof createClientFacts>[0], 'parse' | 'judge'> | undefined;
const places = new Map<string | undefined, Locate>();

export function createClients(control: ControlTable, { placeDatabase }: Config, marks: TrapMarks): Clients {
  const locate = openPlaces(placeDatabase);
  userAgents ??= {
    parse: createUserAgentParser(readUserAgentRules()),
    judge: createUserAgentJudge(createKnownAgents([...ownAgents, ...readCrawlerList()])),
  };
  return {
    regionOf: createRegionOf(locate),
    readClient: createClientReader({
      facts: createClientFacts({ ...userAgents, capacity: REMEMBERED_CHARACTERS }),
      locate,
      circumstances: createCircumstances({ keysOf: createAgentKeys(control), marks }),
    }),
  };
}

function openPlaces(file: string | undefined): Locate {
  let locate = places.get(file);
  if (!locate) {
    locate = openPlaceDatabase(file);
    places.set(file, locate);
  }
  return locate;
}

/**
 * Where a person is: by the address. Who has none that the internet routes is where the tenant is; any other address that no
 * database knows is somewhere unknown, where nothing is allowed by default.
 */
export function createRegionOf(locate: Locate): RegionOf {
  return (address, tenantRegion) => {
    if (address === undefined || isSpecialPurpose(address)) return tenantRegion;
    const place = locate(address);
    return place ? (place.region ?? place.country) : UNKNOWN_REGION;
  };
}
