import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOperation, ApiTags, Roles } from '@stellwerk/service';
import { PROGRESS, type Progress } from '../progress.js';

@ApiTags('progress')
@Controller('v1/progress')
export class ProgressController {
  constructor(@Inject(PROGRESS) private readonly progress: Progress) {}

  @Get()
  @Roles('viewer', 'analyst', 'marketer')
  @ApiOperation({ summary: 'How many messages each group of this instance still has before it' })
  read(): { groups: { group: string; lag: number; partitions: number }[] } {
    const groups = this.progress.subscriptions().map((subscription) => {
      const { group, assigned } = subscription.status();
      return {
        group,
        lag: assigned.reduce((sum, { lag }) => sum + Number(lag ?? 0n), 0),
        partitions: assigned.length,
      };
    });
    return { groups };
  }
}
