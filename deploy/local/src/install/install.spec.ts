import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../config.js';
import { KAFKA_VERSION, parseChecksums } from './kafka-jars.js';
import { javaMajor, requireNode } from './prerequisites.js';

describe('prerequisites', () => {
  it.each([
    ['openjdk version "17.0.15" 2025-04-15', 17],
    ['openjdk version "21" 2023-09-19', 21],
    ['java version "1.8.0_392"', 8],
    ['command not found', undefined],
  ])('reads %j', (text, major) => {
    expect(javaMajor(text)).toBe(major);
  });

  it('names the missing prerequisite, what was found and what to do', () => {
    expect(() => requireNode('20.20.2')).toThrow(
      expect.objectContaining({
        code: 'LOC_PREREQUISITE_MISSING',
        message: 'Node 24 is missing: this is Node 20.20.2',
        fix: expect.stringContaining('npm start'),
      }),
    );
  });

  it.each(['24.0.0', '24.21.0', '26.1.0'])('accepts Node %s', (version) => {
    expect(() => requireNode(version)).not.toThrow();
  });
});

describe('pinned jars', () => {
  const checksums = parseChecksums(readFileSync(join(packageRoot, 'kafka', 'jars.sha256'), 'utf8'));

  it('has a SHA-256 for every jar', () => {
    expect(checksums.size).toBeGreaterThan(40);
    for (const [file, sha256] of checksums) {
      expect(file).toMatch(/\.jar$/);
      expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    }
  });

  it('pins the same version in the checksums, the pom and the code', () => {
    const pom = readFileSync(join(packageRoot, 'kafka', 'pom.xml'), 'utf8');
    expect([...checksums.keys()]).toContain(`kafka_2.13-${KAFKA_VERSION}.jar`);
    expect(pom).toMatch(new RegExp(`<artifactId>kafka_2.13</artifactId>\\s*<version>${KAFKA_VERSION}</version>`));
  });

  it('refuses a line without a file', () => {
    expect(() => parseChecksums('abc\n')).toThrow('not a checksum line');
  });
});
