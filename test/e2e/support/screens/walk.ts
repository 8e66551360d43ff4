import { activities } from './walk/activities.ts';
import { alone } from './walk/alone.ts';
import { circumstances } from './walk/circumstances.ts';
import { firstStart } from './walk/first-start.ts';
import { groupViewing } from './walk/group-viewing.ts';
import { information } from './walk/information.ts';
import { learning } from './walk/learning.ts';
import { management } from './walk/management.ts';
import { plannedViewing } from './walk/planned.ts';
import { programs } from './walk/programs.ts';
import type { ScreenWalk } from './walk/screen-walk.ts';

/**
 * Walks from the enrolment through every screen, as an operator and members would on their first days. With `onBroken` the walk
 * goes on with its next part where one broke off.
 */
export async function walkScreens(walk: ScreenWalk, onBroken?: (part: string, error: unknown) => void): Promise<void> {
  for (const part of [firstStart, groupViewing, plannedViewing, activities, programs, learning, alone, information, management, circumstances]) {
    try {
      await part(walk);
    } catch (error) {
      if (onBroken === undefined) throw error;
      onBroken(part.name, error);
      await walk.village.page.reload();
      await walk.village.backToHome();
    }
  }
}
