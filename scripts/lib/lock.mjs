/** Words in package names that name an operating system, and what npm calls it. */
const OPERATING_SYSTEMS = {
  aix: 'aix',
  android: 'android',
  darwin: 'darwin',
  freebsd: 'freebsd',
  linux: 'linux',
  netbsd: 'netbsd',
  openbsd: 'openbsd',
  openharmony: 'openharmony',
  sunos: 'sunos',
  win32: 'win32',
  windows: 'win32',
};
const PROCESSORS = ['arm64', 'x64', 'ia32', 'arm', 'ppc64', 'riscv64', 's390x', 'loong64'];

/**
 * Entries that a lock file lacks for optional packages of other platforms. A registry that does not offer them leaves
 * them out of the lock, and `npm ci` then refuses it; the entry needs no more than version and platform.
 *
 * @returns {{ entries: Record<string, object>, unknown: string[] }} entries to add, and packages whose name does not
 *   tell their platform
 */
export function missingPlatformEntries(lock) {
  const entries = {};
  const unknown = [];
  for (const [place, entry] of Object.entries(lock.packages)) {
    for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
      if (isLocked(lock, place, name)) continue;
      const platform = platformOf(name);
      if (platform) entries[`node_modules/${name}`] = lockEntry(range, platform, entry.dev === true);
      else unknown.push(name);
    }
  }
  return { entries, unknown };
}

/** The lock with the entries added, in npm's order. */
export function withEntries(lock, entries) {
  const packages = Object.entries({ ...lock.packages, ...entries });
  return { ...lock, packages: Object.fromEntries(packages.sort(([left], [right]) => left.localeCompare(right, 'en'))) };
}

/** Looks where Node would: beside the package, then in every `node_modules` above it. */
function isLocked(lock, place, name) {
  const folders = place
    .split('/node_modules/')
    .map((_, index, steps) => steps.slice(0, index + 1).join('/node_modules/'));
  const places = [`node_modules/${name}`, ...folders.map((folder) => `${folder}/node_modules/${name}`)];
  return places.some((key) => Object.hasOwn(lock.packages, key));
}

/** Reads the platform off a name such as `@biomejs/cli-linux-arm64-musl`. */
function platformOf(name) {
  const words = name.split(/[-/]/);
  const os = words.map((word) => OPERATING_SYSTEMS[word]).find(Boolean);
  if (!os) return null;
  const cpu = words.map((word) => (word === '64' ? 'x64' : word)).find((word) => PROCESSORS.includes(word));
  return { os, cpu, libc: os === 'linux' ? libcOf(words) : undefined };
}

function libcOf(words) {
  if (words.some((word) => word.startsWith('musl'))) return 'musl';
  return words.some((word) => word.startsWith('gnu')) ? 'glibc' : undefined;
}

function lockEntry(range, { os, cpu, libc }, dev) {
  return {
    version: range.replace(/^[^\d]*/, ''),
    ...(cpu && { cpu: [cpu] }),
    ...(dev && { dev: true }),
    ...(libc && { libc: [libc] }),
    optional: true,
    os: [os],
  };
}
