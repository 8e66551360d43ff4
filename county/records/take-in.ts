import { receiptSchema } from '../../contract/usage/envelope.ts';
import type { CountyDeps } from '../deps.ts';
import { CountyError } from '../errors.ts';
import { authenticEnvelope } from '../ingest/authenticate.ts';
import { ingestAuthentic } from '../ingest/ingest.ts';
import { findSite } from '../sites/register.ts';
import type { TakenIn } from './schemas.ts';

/** Folder of usage records in a stick's root; in it each journal has a folder of its own. */
export const STICK_FOLDER = 'usage-records';

/**
 * Takes in an envelope that came on a stick. `township` limits the sites whose records may be brought.
 * @throws CountyError as `ingestEnvelope`, and `forbidden` for a site of another township; nothing is stored then
 */
export async function takeIn(deps: CountyDeps, bytes: Uint8Array, township: string | null): Promise<TakenIn> {
  const envelope = await authenticEnvelope(deps, bytes);
  const site = await findSite(deps.database.tables, envelope.site);
  if (township !== null && site.township.id !== township) throw new CountyError('forbidden', 403, 'These records are of a site of another township.');
  const { journal, first, last, stored, faulty, receipt } = await ingestAuthentic(deps, envelope, 'stick');
  return {
    ...{ journal, site: site.id, name: site.name, township: site.township, first, last, stored, faulty },
    known: last - first + 1 - stored,
    quarantined: quarantinedIn(receipt),
    receipt,
    receiptPath: receiptPath(journal, first, last),
  };
}

/** Where the terminal looks for a receipt, from the stick's root. */
export function receiptPath(journal: string, first: number, last: number): string {
  return `${STICK_FOLDER}/${journal}/${first}-${last}.usage.receipt`;
}

/** How many lines a receipt that the county has just signed sets apart. */
export function quarantinedIn(receipt: string): number {
  const [, payload = ''] = receipt.split('.');
  return receiptSchema.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))).quarantined.length;
}
