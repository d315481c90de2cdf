import type { Readable } from 'node:stream';
import { type CallHandler, type ExecutionContext, Inject, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { readForm } from '../documents/form-documents.js';
import { FORM, Uploads } from './uploads.js';

/** Bytes of the documents of a form, in the order of the documents; absent = the body was JSON. */
export interface UploadedContents {
  uploaded?: readonly Uint8Array[];
}

/**
 * Makes a form to the JSON that the route takes, so that one check and one handler serve both. Runs after the guard: whoever may not
 * write is refused before a byte is read.
 */
@Injectable()
export class FormUploads implements NestInterceptor {
  constructor(@Inject(Uploads) private readonly uploads: Uploads) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<FastifyRequest & UploadedContents>();
    const { 'content-type': contentType = '' } = request.headers;
    if (!contentType.toLowerCase().startsWith(FORM)) return next.handle();
    return this.uploads.receive(request.body as Readable, async (bytes) => {
      const { body, contents } = await readForm(bytes, contentType);
      request.body = body;
      request.uploaded = contents;
      return next.handle();
    });
  }
}
