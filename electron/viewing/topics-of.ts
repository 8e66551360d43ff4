import type { Topic } from '../../contract/ipc/topics.ts';
import type { UsageEvent } from '../../contract/usage/event.ts';

/** The topics of this folder that an event changes. */
export function topicsOf({ type }: UsageEvent): readonly Topic[] {
  if (type === 'group-viewing.ended' || type === 'group-viewing.corrected') return ['group', 'pastViewings', 'schedule'];
  if (type === 'group-viewing.planned') return ['group', 'schedule'];
  if (type.startsWith('group-viewing.') || type.startsWith('evidence.')) return ['group'];
  if (type.startsWith('plan.')) return ['schedule'];
  return type.startsWith('offline-activity.') ? ['activities'] : [];
}
