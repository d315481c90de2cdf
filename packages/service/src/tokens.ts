/** Injection tokens of what every service has. */
export const CONFIG = Symbol('Config');
export const BUS = Symbol('Bus');
export const CONTROL_TABLE = Symbol('ControlTable');
export const HEALTH = Symbol('HealthRegistry');
export const CLOCK = Symbol('Clock');
export const LOGGER = Symbol('Logger');
export const BACKLOG = Symbol('Backlog');

/** The current time; passed in so that tests decide it. */
export type Clock = () => Date;
