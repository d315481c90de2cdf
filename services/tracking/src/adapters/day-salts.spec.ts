import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dailyKey, reduceUserAgent } from '../domain/cookieless.js';
import { createDaySalts } from './day-salts.js';

const visit = { source: 'web', address: '203.0.113.77', userAgent: 'Mozilla/5.0 Chrome/141.0.7390.55 Safari/537.36' };
const DAY_MS = 86_400_000;

describe('salts of cookieless ids', () => {
  let folder: string;
  let nowMs: number;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'salts-'));
    nowMs = Date.UTC(2026, 10, 24, 23, 59, 59);
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const open = () => createDaySalts(folder, () => new Date(nowMs));

  it('are the same for all processes of a day, and others for every tenant and day', () => {
    const key = (tenant: string) => dailyKey(open().saltAt(tenant, nowMs) as Buffer, visit);
    const today = key('demo');
    expect(today).toMatch(/^device:[0-9a-f]{32}$/);
    expect(key('demo')).toBe(today);
    expect(key('other')).not.toBe(today);
    nowMs += 1_000;
    expect(key('demo')).not.toBe(today);
  });

  it('end with their day and are never made for another, so that days cannot be linked', () => {
    const salts = open();
    const yesterdayMs = nowMs;
    const yesterday = salts.saltAt('demo', nowMs) as Buffer;
    nowMs += DAY_MS;
    expect(salts.destroyPast()).toBe(1);
    expect(readdirSync(join(folder, 'demo'))).toEqual([]);
    expect([salts.saltAt('demo', yesterdayMs), open().saltAt('demo', yesterdayMs)]).toEqual([undefined, undefined]);
    expect(salts.saltAt('demo', nowMs + DAY_MS)).toBeUndefined();
    expect(salts.saltAt('demo', nowMs)?.equals(yesterday)).toBe(false);
  });

  it('see no more of a visitor than what many share', () => {
    const salt = open().saltAt('demo', nowMs) as Buffer;
    const same = { ...visit, address: '203.0.113.4', userAgent: visit.userAgent.replace('7390.55', '7400.1') };
    expect(dailyKey(salt, same)).toBe(dailyKey(salt, visit));
    expect(dailyKey(salt, { ...visit, address: '203.0.114.77' })).not.toBe(dailyKey(salt, visit));
    expect(dailyKey(salt, { ...visit, source: 'app' })).not.toBe(dailyKey(salt, visit));
    expect(reduceUserAgent(visit.userAgent)).toBe('Mozilla/5 Chrome/141 Safari/537');
  });
});
