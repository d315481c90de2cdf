/** Files of a run folder, as `stellwerk mmm fit --out` writes it. */
export const SUMMARY_FILE = 'summary.json';
export const DRAWS_FILE = 'draws.bin';
export const PANEL_FILE = 'panel.bin';
export const REPORT_FILES = { en: 'report.html', de: 'report.de.html' } as const;
export const CHECKPOINT_FOLDER = 'checkpoints';
