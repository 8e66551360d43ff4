import type { Sha256 } from '../../contract/values.ts';
import type { Arrivals } from './arrivals.ts';
import type { ByteSource } from './byte-source.ts';
import type { ContentStore } from './content-store.ts';
import { isFilm } from './outline.ts';
import type { Reader, Readers } from './readers.ts';
import type { SourceHealth } from './source-health.ts';
import { aheadOf, runBytes, untaken } from './transfer-rules.ts';

/** How much everything else has to give way to who watches: `soon`, when the chunks under way are here; `now`, at once. */
export type Hurry = 'no' | 'soon' | 'now';

export interface WatchingOptions {
  readonly arrivals: Arrivals;
  readonly readers: Readers;
  readonly content: Pick<ContentStore, 'has'>;
  readonly health: SourceHealth;
  readonly sourcesOf: (sha256: Sha256) => readonly ByteSource[];
  readonly nowMs: () => number;
}

/** Most connections for pictures and texts that somebody waits for. */
const SMALL_LANES = 2;

/** Brings what those lack who read what is still arriving. Returns a function that does so once, and says how urgent it is. */
export function createWatching({ arrivals, readers, content, health, sourcesOf, nowMs }: WatchingOptions): () => Hurry {
  /** Opens a lane for who reads at the first chunk that they lack. Returns how urgent it is. */
  const serve = (reader: Reader): Hurry => {
    if (content.has(reader.file.sha256)) return 'no';
    const sources = health.usable(sourcesOf(reader.file.sha256), reader.file.sha256);
    if (sources.length === 0) return 'no';
    const one = arrivals.of(reader.file);
    if (!arrivals.isReady(one) || one.part === null) return (one.waits?.untilMs ?? 0) > nowMs() || !isFilm(reader.file.mime) ? 'no' : 'now';
    const { missing, isEnough, isShort } = aheadOf(one.part, reader.position());
    if (missing === null || isEnough) one.isAhead = true;
    else if (isShort) one.isAhead = false;
    if (missing === null || one.isAhead) return 'no';
    const urgency = missing === reader.position() ? 'now' : 'soon';
    const serving = [...one.lanes].find((lane) => lane.next() <= missing && missing < lane.end());
    if (serving?.next() === missing) {
      serving.makeUrgent();
      return isFilm(reader.file.mime) ? urgency : 'no';
    }
    serving?.stopBefore(missing);
    for (const lane of one.lanes) if (lane.isUrgent()) lane.abort(); // It brings a place that was left.
    if (!isFilm(reader.file.mime) && arrivals.lanes().filter((lane) => lane.isUrgent() && !isFilm(lane.file.mime)).length >= SMALL_LANES) return 'no';
    const fastest = [...sources].sort((a, b) => (health.rate(b) ?? 0) - (health.rate(a) ?? 0))[0];
    const run = untaken(one.part, one.lanes, missing, runBytes(null));
    if (fastest !== undefined && run !== null) arrivals.openLane(one, one.part, fastest, run, true);
    return isFilm(reader.file.mime) ? urgency : 'no'; // For a picture nothing else is given up.
  };

  return () => {
    let hurry: Hurry = 'no';
    const served = new Set<Sha256>();
    for (const reader of readers.all()) {
      const { sha256 } = reader.file;
      if (served.has(sha256)) continue; // Where a film is read in two places, the one that waits, or came last, is the person's.
      const urgency = serve(reader);
      if (urgency !== 'no') served.add(sha256);
      if (urgency === 'now' || hurry === 'no') hurry = urgency;
    }
    for (const one of arrivals.all()) {
      for (const lane of one.lanes) {
        if (lane.isUrgent() && !readers.isReading(one.file.sha256)) lane.abort();
        else if (!lane.isUrgent() && hurry === 'now') lane.abort();
        else if (!lane.isUrgent() && hurry === 'soon') lane.stopBefore(lane.next() + 1);
      }
    }
    return hurry;
  };
}
