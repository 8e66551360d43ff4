import { useEffect } from 'react';
import type { ComponentType, ReactNode } from 'react';
import { operatorScreens } from '../navigation/routes.ts';
import type { Route } from '../navigation/routes.ts';
import type { StackEntry } from '../navigation/screen-stack.ts';
import { useCall } from '../state/use-call.ts';
import { useTopic } from '../state/use-topic.ts';
import { OperatorGate } from './operator/gate.tsx';
import { IdleSignOut } from './programs/idle-sign-out.tsx';
import { screens } from './screens.ts';

/** Draws the screen one has come to; an operator's screen only once the PIN has been given. */
export function ShownScreen({ entry }: { readonly entry: StackEntry }): ReactNode {
  const { operator, member } = useTopic('app');
  const { run: lock } = useCall('operator.lock');
  const { run: signOut } = useCall('member.signOut');
  const forOperator = operatorScreens.has(entry.route.name);
  const leftOpen = operator.unlocked && !forOperator;
  useEffect(() => {
    if (leftOpen) void lock({});
  }, [leftOpen, lock]);
  // Where the operator is at work nobody watches alone any more, and nobody is to be led home from a group viewing.
  const forgotten = forOperator && member !== null;
  useEffect(() => {
    if (forgotten) void signOut({});
  }, [forgotten, signOut]);
  return (
    <>
      {forOperator ? <OperatorGate>{drawn(entry.route)}</OperatorGate> : drawn(entry.route)}
      {!forOperator && entry.route.name !== 'watch' && <IdleSignOut />}
    </>
  );
}

function drawn(route: Route): ReactNode {
  // Name and properties of a route belong together, which the compiler cannot see through the lookup.
  const Shown = screens[route.name] as ComponentType<Route['props']>;
  return <Shown {...route.props} />;
}
