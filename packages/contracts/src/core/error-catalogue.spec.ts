import { catalogue, StellwerkError } from './error-catalogue.js';

const errors = catalogue('TST', {
  TOO_LARGE: { status: 413, retry: 'changed', text: '{bytes} bytes exceed {limit}', fix: 'send at most {limit} bytes' },
});

describe('error catalogue', () => {
  it('gives every row its code', () => {
    expect(errors.TOO_LARGE).toEqual({
      code: 'TST_TOO_LARGE',
      status: 413,
      retry: 'changed',
      text: '{bytes} bytes exceed {limit}',
      fix: 'send at most {limit} bytes',
    });
  });

  it('is closed: neither rows nor their members can be changed', () => {
    expect(Object.isFrozen(errors)).toBe(true);
    expect(Object.isFrozen(errors.TOO_LARGE)).toBe(true);
  });
});

describe('an error of a catalogue', () => {
  it('fills text and remedy from its details', () => {
    const error = new StellwerkError(errors.TOO_LARGE, { bytes: 12, limit: 10 });
    expect(error.message).toBe('12 bytes exceed 10');
    expect(error.fix).toBe('send at most 10 bytes');
    expect(error.code).toBe('TST_TOO_LARGE');
  });

  it('shows a missing detail as its placeholder instead of hiding it', () => {
    expect(new StellwerkError(errors.TOO_LARGE, { bytes: 12 }).message).toBe('12 bytes exceed {limit}');
  });

  it('does not read a detail as a template again', () => {
    expect(new StellwerkError(errors.TOO_LARGE, { bytes: '{limit}', limit: 10 }).message).toBe(
      '{limit} bytes exceed 10',
    );
  });

  it('keeps field and cause', () => {
    const cause = new Error('socket closed');
    const error = new StellwerkError(errors.TOO_LARGE, {}, { field: 'batch[3]', cause });
    expect(error.field).toBe('batch[3]');
    expect(error.cause).toBe(cause);
  });

  it('has no field where none is named', () => {
    expect(new StellwerkError(errors.TOO_LARGE).field).toBeUndefined();
  });
});
