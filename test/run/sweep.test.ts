import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { claudePort, connect, listRuns, runSuite, submitSuite, sweep } from 'assay';
import { expect, it } from 'vitest';
import { bench, loaded, sums } from './workbench.ts';

it('sweep says of each batch of the workspace whose it is', async () => {
  const { clock, options } = await bench(sums(2));
  const project = loaded(sums(2));
  const ours = await runSuite(project, options);
  const lost = await runSuite(project, options);
  rmSync(lost.folder.path, { recursive: true });
  const client = await connect(options.claude);
  await client.messages.batches.create({
    requests: [
      {
        custom_id: 'somebody-elses',
        params: { model: 'claude-haiku-5-5', max_tokens: 9, messages: [{ role: 'user', content: 'hi' }] },
      },
    ],
  });
  await clock.sleep(100_000, new AbortController().signal);
  const away = loaded(sums(2));
  await submitSuite(away, options);
  // Batches end on the simulator's own time; what is asked here is who they belong to.
  const port = claudePort(client);
  for (let ended = 0; ended < 5; ) {
    ended = 0;
    for await (const batch of port.list()) if (batch.processing_status === 'ended') ended++;
  }

  const owners: unknown[] = [];
  for await (const { owner } of sweep(port, listRuns(join(project.root, 'reports')))) owners.push(owner);
  expect(owners).toEqual([
    { unknown: true },
    { unknown: true },
    { other: true },
    { lostKey: lost.folder.manifest.key },
    { lostKey: lost.folder.manifest.key },
    { run: ours.folder.manifest.id },
    { run: ours.folder.manifest.id },
  ]);
});
