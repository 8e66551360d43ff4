import { join } from 'node:path';
import { informationBaseSchema, informationKinds } from '../../contract/information/item.ts';
import type { InformationBase, InformationItem, InformationKind } from '../../contract/information/item.ts';
import type { InformationView } from '../../contract/ipc/topics.ts';
import type { Problem } from '../../contract/problem.ts';
import type { PublicKey } from '../../contract/site/enrolment.ts';
import type { Clock } from '../site/clock.ts';
import { createListeners } from '../site/listeners.ts';
import { openSignedDocument } from '../site/signed-document.ts';
import type { Signed } from '../site/signed.ts';
import { buildSearch, isExpired } from './search.ts';

/** The wealth information that is here. */
export interface Information {
  /** The topic `information`; what has expired is not counted. */
  readonly view: () => InformationView;
  readonly onChanged: (listener: () => void) => () => void;
  /** See `InformationSearch.find`. Waits for the index when the terminal has only just started. */
  readonly find: (query: string, kind: InformationKind | null) => Promise<readonly InformationItem[]>;
  /** The item with this id, expired or not. */
  readonly item: (id: string) => InformationItem | null;
  /** The version that is here, 0 for none. */
  readonly version: () => number;
  /** Throws `version-older`. Results are the old ones until the new index is built, then at once the new ones. */
  readonly accept: (signed: Signed<InformationBase>) => Promise<boolean>;
}

export interface InformationOptions {
  readonly folder: string;
  readonly countyKey: PublicKey | null;
  readonly clock: Pick<Clock, 'wall'>;
  readonly onProblem: (problem: Problem) => void;
  readonly onFault: (error: unknown) => void;
}

export async function openInformation(options: InformationOptions): Promise<Information> {
  const base = await openSignedDocument<InformationBase>({
    countyKey: options.countyKey,
    clock: options.clock,
    onProblem: options.onProblem,
    file: join(options.folder, 'information.jws'),
    schema: informationBaseSchema,
    what: 'information',
  });
  const listeners = createListeners();
  let items = byId(base.current()?.payload ?? null);
  let search = buildSearch([...items.values()]);
  search.catch(options.onFault);

  base.onChanged((payload) => {
    const next = byId(payload);
    const building = buildSearch([...next.values()]);
    building
      .then(() => {
        if (base.current()?.payload !== payload) return; // A still newer version came meanwhile.
        items = next;
        search = building;
        listeners.tell();
      })
      .catch(options.onFault);
  });

  /** A clock that was set back by a dead battery must not bring back what had expired when the county published. */
  const today = (): string => {
    const day = options.clock.wall().slice(0, 10);
    const published = base.current()?.payload.publishedAt.slice(0, 10) ?? day;
    return day > published ? day : published;
  };

  return {
    view: () => {
      const payload = base.current()?.payload;
      const counted = [...items.values()].filter((item) => !isExpired(item, today()));
      const count = (kind: InformationKind): number => counted.filter((item) => item.kind === kind).length;
      return {
        version: payload?.version ?? 0,
        publishedAt: payload?.publishedAt ?? null,
        counts: Object.fromEntries(informationKinds.map((kind) => [kind, count(kind)])) as InformationView['counts'],
      };
    },
    onChanged: listeners.add,
    find: async (query, kind) => (await search).find(query, kind, today()),
    item: (id) => items.get(id) ?? null,
    version: () => base.current()?.payload.version ?? 0,
    accept: base.accept,
  };
}

function byId(base: InformationBase | null): ReadonlyMap<string, InformationItem> {
  return new Map((base?.items ?? []).map((item) => [item.id, item]));
}
