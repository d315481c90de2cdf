import { Module } from '@nestjs/common';

/** What the service is made of. */
@Module({})
export class AppModule {}
