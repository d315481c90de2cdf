import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MANIFEST, openModelsFolder, revisionOf } from './models-folder.js';

describe('folder of models', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'stellwerk-models-'));
    await mkdir(join(folder, 'e5'));
    await writeFile(join(folder, 'e5', 'model.onnx'), 'weights');
    await state({ 'e5/model.onnx': sha256('weights') });
  });
  afterEach(() => rm(folder, { recursive: true }));

  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
  const state = (files: Record<string, string>) =>
    writeFile(join(folder, MANIFEST), JSON.stringify({ version: 1, files }));

  it('opens when every file is as the manifest states', async () => {
    const opened = await openModelsFolder(folder);
    expect(revisionOf(opened, ['e5/model.onnx'])).toMatch(/^sha256:[0-9a-f]{16}$/);
    expect(() => revisionOf(opened, ['e5/other'])).toThrow(expect.objectContaining({ code: 'EMB_MODEL_MISSING' }));
  });

  it('has another revision when a file changes', async () => {
    const before = revisionOf(await openModelsFolder(folder), ['e5/model.onnx']);
    await writeFile(join(folder, 'e5', 'model.onnx'), 'others');
    await state({ 'e5/model.onnx': sha256('others') });
    expect(revisionOf(await openModelsFolder(folder), ['e5/model.onnx'])).not.toBe(before);
  });

  it.each([
    ['a changed file', () => writeFile(join(folder, 'e5', 'model.onnx'), 'x'), 'EMB_MODEL_DAMAGED'],
    ['a missing file', () => rm(join(folder, 'e5', 'model.onnx')), 'EMB_MODEL_MISSING'],
    ['no manifest', () => rm(join(folder, MANIFEST)), 'EMB_MODEL_MISSING'],
    ['a manifest that is no JSON', () => writeFile(join(folder, MANIFEST), '{'), 'EMB_MODEL_DAMAGED'],
    ['a manifest of another version', () => writeFile(join(folder, MANIFEST), '{"version":2}'), 'EMB_MODEL_DAMAGED'],
  ])('refuses %s', async (_title, change, code) => {
    await change();
    await expect(openModelsFolder(folder)).rejects.toMatchObject({ code });
  });
});
