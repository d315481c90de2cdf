import { Body, Controller, Delete, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import type { ControlTable } from '@stellwerk/bus';
import { jsonObject, slug, uuid } from '@stellwerk/contracts';
import {
  type CompensationStep,
  compensateTask,
  confidentialities,
  type Execution,
  type ExecutionJournal,
  provenances,
} from '@stellwerk/guard';
import {
  ApiOperation,
  ApiTags,
  type AuthenticatedRequest,
  assertTenant,
  assertTenantKnown,
  CONTROL_TABLE,
  Roles,
} from '@stellwerk/service';
import { z } from 'zod';
import { AgentTasks } from '../gates/agent-tasks.js';
import { ControlRules } from '../gates/control-rules.js';
import { JOURNAL } from '../tokens.js';

const name = z.string().min(1).max(128);
const text = z.string().max(262_144);
const confidentiality = z.enum(confidentialities);

const taskRequest = z.object({
  tenant: slug,
  model: name.describe('model that decides which tools to call, with its version'),
  taskKind: name.describe('kind of task, which grants name'),
  user: name.describe('pseudonym of the person on whose behalf the agent acts; its limits count'),
  request: text.describe('what the user asked for, word for word: what stands there may decide'),
  confidentiality: confidentiality.default('internal'),
});

const planRequest = z.object({
  steps: z
    .array(
      z.object({
        tool: name,
        calls: z.number().int().min(1).max(1_000).default(1),
        arguments: jsonObject.default({}).describe('arguments that are known already; only such a call is this step'),
      }),
    )
    .min(1)
    .max(100),
});

const readingRequest = z.object({
  text,
  provenance: z.enum(provenances).default('document'),
  confidentiality: confidentiality.default('internal'),
  origin: name.describe('where it is from, for people'),
});

const callRequest = z.object({
  callId: name.describe('the same id is the same call, sent again'),
  tool: name,
  arguments: jsonObject,
  dryRun: z.boolean().default(false).describe('decide and show what would change, without doing it'),
});

const tenantRequest = z.object({ tenant: slug });

/** Tools of agents behind the gate: a task says what it will do, tells what it reads, and calls; the gate decides every call. */
@ApiTags('agents')
@Controller('v1/tasks')
export class TasksController {
  constructor(
    @Inject(AgentTasks) private readonly tasks: AgentTasks,
    @Inject(ControlRules) private readonly rules: ControlRules,
    @Inject(JOURNAL) private readonly journal: ExecutionJournal,
    @Inject(CONTROL_TABLE) private readonly control: ControlTable,
  ) {}

  @Post()
  @HttpCode(201)
  @Roles('marketer', 'analyst')
  @ApiOperation({ summary: 'Opens a task for the agent that the token stands for' })
  open(
    @Body({ schema: taskRequest }) request: z.infer<typeof taskRequest>,
    @Req() { principal }: AuthenticatedRequest,
  ): { taskId: string } {
    assertTenant(principal, request.tenant);
    assertTenantKnown(this.control, request.tenant);
    return { taskId: this.tasks.open({ ...request, agent: principal.name, roles: principal.roles }) };
  }

  @Post(':task/plan')
  @HttpCode(204)
  @Roles('marketer', 'analyst')
  @ApiOperation({ summary: 'Notes steps that the task will take, before it reads anything untrusted' })
  plan(
    @Param('task', { schema: uuid }) task: string,
    @Body({ schema: planRequest }) { steps }: z.infer<typeof planRequest>,
    @Req() { principal }: AuthenticatedRequest,
  ): void {
    this.tasks.plan(task, principal.name, steps);
  }

  @Post(':task/readings')
  @HttpCode(204)
  @Roles('marketer', 'analyst')
  @ApiOperation({ summary: 'Tells what the agent has read beside the answers of tools' })
  read(
    @Param('task', { schema: uuid }) task: string,
    @Body({ schema: readingRequest }) reading: z.infer<typeof readingRequest>,
    @Req() { principal }: AuthenticatedRequest,
  ): void {
    this.tasks.read(task, principal.name, reading);
  }

  @Post(':task/calls')
  @HttpCode(200)
  @Roles('marketer', 'analyst')
  @ApiOperation({ summary: 'Calls a tool if the gate allows it; the answer says what became of the call' })
  call(
    @Param('task', { schema: uuid }) task: string,
    @Body({ schema: callRequest }) call: z.infer<typeof callRequest>,
    @Req() { principal }: AuthenticatedRequest,
  ): Promise<Execution> {
    return this.tasks.call(task, principal.name, call);
  }

  @Post(':task/compensation')
  @HttpCode(200)
  @Roles('approver')
  @ApiOperation({ summary: 'Takes the calls of a task back, from the last to the first' })
  async compensate(
    @Param('task', { schema: uuid }) taskId: string,
    @Body({ schema: tenantRequest }) { tenant }: z.infer<typeof tenantRequest>,
    @Req() { principal }: AuthenticatedRequest,
  ): Promise<{ steps: readonly CompensationStep[] }> {
    assertTenant(principal, tenant);
    const tool = (toolName: string) => this.rules.gatedTool(toolName, tenant);
    const { signal } = new AbortController();
    return { steps: await compensateTask(this.journal, tool, { tenant, taskId }, signal) };
  }

  @Delete(':task')
  @HttpCode(200)
  @Roles('marketer', 'analyst')
  @ApiOperation({ summary: 'Ends a task; says what it cost' })
  end(@Param('task', { schema: uuid }) task: string, @Req() { principal }: AuthenticatedRequest) {
    return this.tasks.end(task, principal.name);
  }
}
