/**
 * The part of the caller's environment that programs of the stack may see. Everything else is withheld, so that
 * secrets of the shell do not reach them and a start does not depend on them.
 */
const PASSED_ON = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR', 'JAVA_HOME'] as const;

export type Environment = Readonly<Record<string, string>>;

/** Takes that part out of the caller's environment. */
export function hostEnvironment(source: NodeJS.ProcessEnv): Environment {
  return Object.fromEntries(PASSED_ON.flatMap((name) => (source[name] === undefined ? [] : [[name, source[name]]])));
}
