import type { ControlSpec } from '@stellwerk/contracts';
import { BitReader, MalformedBits } from '../bit-reader.js';
import { ADVERTISING } from '../purpose-set.js';
import { MAX_SIGNAL_CHARACTERS, notUnderstood, type SignalReading, understood } from '../reading.js';
import { mostRestrictive, refusesOnly, SILENT, type Statement } from '../statement.js';
import { readTcf } from '../tcf/read.js';
import type { TcfString } from '../tcf/tcf-string.js';
import { readGppHeader } from './header.js';
import { readUsSection, usSections } from './us-sections.js';

const TCF_EU_V2 = 2;
const US_PRIVACY_V1 = 6;
/** Segments in base64url; what says nothing else about a section that is not known. */
const SECTION = /^[\w.-]*$/;

/** What one section says. */
interface SectionReading {
  readonly name: string;
  readonly parsed: unknown;
  readonly statement: Statement;
  readonly tcf?: readonly TcfString[];
}

/**
 * Reads a GPP string. The section for the European TCF decides as a TC string does; sections on laws of the United States can
 * only refuse advertising, and so does every section that is not known.
 */
export function readGpp(raw: unknown, policy: ControlSpec<'consent-policy'>): SignalReading {
  if (typeof raw !== 'string') return notUnderstood(raw, 'not a text');
  if (raw.length > MAX_SIGNAL_CHARACTERS) return notUnderstood(raw, 'longer than a GPP string');
  try {
    const [header = '', ...texts] = raw.split('~');
    const ids = readGppHeader(BitReader.of(header));
    if (ids.length !== texts.length) return notUnderstood(raw, 'not as many sections as the header says');
    const sections = ids.map((id, index) => readSection(id, texts[index] as string, policy));
    const parsed = Object.fromEntries(sections.map((section) => [section.name, section.parsed]));
    const statement = mostRestrictive(sections.map((section) => section.statement));
    return understood(raw, parsed, statement, { tcf: sections.flatMap(({ tcf = [] }) => tcf), isFormat: true });
  } catch (error) {
    if (error instanceof MalformedBits) return notUnderstood(raw, error.message);
    throw error;
  }
}

function readSection(id: number, text: string, policy: ControlSpec<'consent-policy'>): SectionReading {
  if (id === TCF_EU_V2) {
    const reading = readTcf(text, true, policy.tcf, true);
    if (!reading.understood) throw new MalformedBits(reading.problem);
    return { name: 'tcfeuv2', parsed: reading.parsed, statement: reading.statement, tcf: reading.tcf };
  }
  if (id === US_PRIVACY_V1) return readUsPrivacy(text);
  const section = usSections[id];
  if (!section && !SECTION.test(text)) throw new MalformedBits('a section in characters that no section has');
  if (!section) return { name: `section ${id}`, parsed: 'not known', statement: refusesOnly(ADVERTISING) };
  const optOuts = readUsSection(section, text);
  const parsed = Object.keys(optOuts).filter((name) => optOuts[name as keyof typeof optOuts]);
  return {
    name: section.name,
    parsed: { optedOutOf: parsed },
    statement: parsed.length > 0 ? refusesOnly(ADVERTISING) : SILENT,
  };
}

/** The older US Privacy string: version, notice given, opted out of sale, covered by an agreement. */
function readUsPrivacy(text: string): SectionReading {
  if (!/^1[YN-]{3}$/i.test(text)) throw new MalformedBits('not a US Privacy string');
  const isOptedOut = text[2]?.toUpperCase() === 'Y';
  return {
    name: 'uspv1',
    parsed: { optedOutOf: isOptedOut ? ['sale'] : [] },
    statement: isOptedOut ? refusesOnly(ADVERTISING) : SILENT,
  };
}
