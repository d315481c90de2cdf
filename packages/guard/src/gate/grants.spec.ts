import { compileGrants } from './grants.js';

describe('tool grants', () => {
  it.each([
    ['a text that is no policy', 'permit(everything)', 'unexpected end of input'],
    ['a misspelt attribute', 'permit(principal, action, resource) when { context.costs < 5 };', 'costs'],
    ['an unknown action', 'permit(principal, action == Action::"cal", resource);', 'cal'],
    ['a text of a megabyte', ' '.repeat(1_048_576), 'exceed'],
  ])('refuse %s and say where', (_title, policies, problem) => {
    expect(() => compileGrants('demo', policies)).toThrow(
      expect.objectContaining({ code: 'GRD_GRANTS_INVALID', message: expect.stringContaining(problem) }),
    );
  });
});
