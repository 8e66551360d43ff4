import { Mic, Sprout, Truck } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ActivityKind } from '../../../contract/usage/group-events.ts';

export const activityIcons: Readonly<Record<ActivityKind, LucideIcon>> = { 'mobile-classroom': Truck, 'demonstration-base': Sprout, lecture: Mic };
