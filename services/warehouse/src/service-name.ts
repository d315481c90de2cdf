/** Name of the service. Its dead letters bear it, whichever of its consumer groups gave them up. */
export const SERVICE = 'warehouse';
