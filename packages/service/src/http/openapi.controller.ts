import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from './access.js';

/** Serves the OpenAPI document that the bootstrap made from the routes. */
@ApiExcludeController()
@Public()
@Controller()
export class OpenApiController {
  #document: unknown = null;

  publish(document: unknown): void {
    this.#document = document;
  }

  @Get('openapi.json')
  read(): unknown {
    return this.#document;
  }
}
