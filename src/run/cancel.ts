import { ApiFailure } from '../api/failure.ts';
import type { BatchPort } from '../api/port.ts';
import type { RunContext } from './context.ts';

/** Asks the API to cancel what is at work, and makes sure that nothing else is sent. */
export async function cancelBatches({ writer, ports, clock }: RunContext): Promise<void> {
  const { batches, variants } = writer.state;
  for (const { number, status, id, variant } of batches) {
    if (status === 'packed') {
      writer.append({ type: 'withdrawn', at: clock.now().toISOString(), batch: number });
    } else if (status === 'created') {
      await cancel(ports[variants.indexOf(variant)]!, id!);
    }
  }
}

/** A batch that has ended in the meantime is refused, and nothing is left to cancel. */
async function cancel(port: BatchPort, id: string): Promise<void> {
  try {
    await port.cancel(id);
  } catch (error) {
    if (!(error instanceof ApiFailure) || !error.refused) throw error;
  }
}
