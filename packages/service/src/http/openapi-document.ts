import type { Type } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { type Access, accessOf } from './access.js';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options'] as const;

/** The document that every refused request is answered with (RFC 9457). */
const PROBLEM_SCHEMA = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail', 'fix'],
  properties: {
    type: { type: 'string', description: 'urn:stellwerk:error:<code>' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'row of docs/reference/errors.md' },
    detail: { type: 'string' },
    field: { type: 'string', description: 'path of what is wrong' },
    fix: { type: 'string', description: 'what to do about it' },
    traceId: { type: 'string' },
  },
};

/**
 * The OpenAPI document of a service: its routes as Nest knows them, who may call each, and how each refuses. Access is read from
 * the decorators that the guard reads, so that the document cannot promise something else.
 */
export function createOpenApiDocument(app: NestFastifyApplication, name: string): OpenAPIObject {
  const controllers = controllersByName(app);
  const access = new Map<string, Access>();
  const description = new DocumentBuilder()
    .setTitle(`Stellwerk ${name}`)
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'token of "stellwerk token create"' }, 'bearer')
    .addBasicAuth({ type: 'http', scheme: 'basic', description: 'write key as user name' }, 'writeKey')
    .build();
  const document = SwaggerModule.createDocument(app, description, {
    operationIdFactory: (controller, method) => {
      const id = `${controller}.${method}`;
      const type = controllers.get(controller);
      // Methods with several routes come numbered.
      if (type) access.set(id, accessOf(type, method.replace(/\[\d+\]$/, '')));
      return id;
    },
  });
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Problem: PROBLEM_SCHEMA },
  };
  const used = new Set<string>();
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS) {
      const operation = item[method];
      if (operation) complete(operation, access.get(operation.operationId ?? ''), `${method} ${path}`, used);
    }
  }
  return document;
}

function complete(operation: Operation, access: Access | undefined, route: string, used: Set<string>): void {
  // One method may serve many routes; ids must differ all the same.
  if (operation.operationId && used.has(operation.operationId)) operation.operationId += ` ${route}`;
  used.add(operation.operationId ?? '');
  // Doors take the write key in a header; some protocols carry it in query or body instead.
  if (operation.tags?.includes('collect')) operation.security = [{ writeKey: [] }, {}];
  else if (access === 'public') operation.security = [];
  else {
    operation.security = [{ bearer: [] }];
    const roles = [...(access ?? []), 'admin'].join(', ');
    operation.description = [operation.description, `Roles: ${roles}.`].filter(Boolean).join('\n\n');
  }
  if (operation.tags?.includes('collect') && route.startsWith('post')) {
    operation.requestBody ??= { required: true, content: { 'application/json': { schema: { type: 'object' } } } };
  }
  const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
  operation.responses = {
    ...operation.responses,
    '4XX': { description: 'Refused: what is wrong, in which field, and the remedy', content },
    '5XX': { description: 'Cannot be done now; "Retry-After" says when to come back', content },
  };
}

function controllersByName(app: NestFastifyApplication): Map<string, Type> {
  const found = new Map<string, Type>();
  for (const module of app.get(ModulesContainer).values()) {
    for (const { metatype } of module.controllers.values()) if (metatype) found.set(metatype.name, metatype as Type);
  }
  return found;
}
