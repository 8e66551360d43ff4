import { describe, expect, it } from 'vitest';
import type { Route } from '../../../../renderer/navigation/routes.ts';
import { initialStack, reduceStack } from '../../../../renderer/navigation/screen-stack.ts';
import type { ScreenStack, StackAction } from '../../../../renderer/navigation/screen-stack.ts';

const site: Route = { name: 'site', props: {} };
const learning: Route = { name: 'learning', props: {} };
const programs: Route = { name: 'programs', props: {} };

function after(...actions: readonly StackAction[]): ScreenStack {
  return actions.reduce(reduceStack, initialStack);
}

describe('the way one has come', () => {
  it('begins at home, and Back does not leave it', () => {
    expect(initialStack.top.route.name).toBe('home');
    expect(after({ type: 'back' })).toEqual(initialStack);
  });

  it('leads back to where one was, with what was focused there', () => {
    const focus = { key: 'learning', index: 3 };
    const stack = after({ type: 'go', route: learning, focus }, { type: 'back' });
    expect(stack.top.route.name).toBe('home');
    expect(stack.top.focus).toEqual(focus);
    expect(stack.below).toEqual([]);
  });

  it('leads from a replaced screen to the one before it', () => {
    const stack = after({ type: 'go', route: learning, focus: null }, { type: 'replace', route: programs });
    expect(stack.top.route.name).toBe('programs');
    expect(reduceStack(stack, { type: 'back' }).top.route.name).toBe('home');
  });

  it('leads home from anywhere, with what was focused at home', () => {
    const focus = { key: 'site', index: 4 };
    const stack = after({ type: 'go', route: site, focus }, { type: 'go', route: programs, focus: null }, { type: 'home' });
    expect(stack).toEqual({ below: [], top: { ...initialStack.top, focus } });
  });

  it('takes the same screen opened twice for two', () => {
    const once = after({ type: 'go', route: programs, focus: null });
    const twice = reduceStack(once, { type: 'go', route: programs, focus: null });
    expect(twice.top.id).not.toBe(once.top.id);
  });
});
