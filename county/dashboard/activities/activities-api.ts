import { ACTIVITIES_PATH, activitiesAnswerSchema } from '../../activities/schemas.ts';
import type { ActivitiesAnswer } from '../../activities/schemas.ts';
import { ask } from '../api.ts';

/** `query` as it stands in the address of the request, without the question mark. */
export function askActivities(query: string, signal: AbortSignal): Promise<ActivitiesAnswer> {
  return ask('GET', `${ACTIVITIES_PATH}?${query}`, activitiesAnswerSchema, { signal });
}
