import type { CallArguments, CallName, CallResult } from '../../contract/ipc/calls.ts';
import type { Topic, TopicValue } from '../../contract/ipc/topics.ts';

/** One handler for each call of the contract: a call without one does not compile. Throws `ProblemError` to refuse. */
export type CallHandlers = { readonly [N in CallName]: (args: CallArguments<N>) => Promise<CallResult<N>> };

/** Where each topic's present value comes from. */
export type TopicReaders = { readonly [T in Topic]: () => TopicValue<T> };
