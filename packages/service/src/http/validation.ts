import { StandardSchemaValidationPipe } from '@nestjs/common';
import { StellwerkError } from '@stellwerk/contracts';
import { serviceErrors } from '../errors.js';

/** Checks `@Body({ schema })` and `@Query({ schema })`; the error names the first field that does not fit. */
export const createValidationPipe = () =>
  new StandardSchemaValidationPipe({
    exceptionFactory: (issues) => {
      const [first] = issues;
      const path = (first?.path ?? []).map((part) => (typeof part === 'object' ? part.key : part)).join('.');
      return new StellwerkError(
        serviceErrors.INVALID_REQUEST,
        { problem: first?.message ?? 'unknown' },
        { field: path === '' ? '(body)' : path },
      );
    },
  });
