import { AsyncLocalStorage } from 'node:async_hooks';
import type { DatabaseConnection, Dialect, Driver } from 'kysely';

/**
 * Finds a query that is asked of the whole database from within a transaction. On an embedded database it would wait for
 * ever for the one connection that its own transaction holds, and on a server it would not see the transaction's work.
 */
export interface NestingGuard {
  readonly watch: (dialect: Dialect) => Dialect;
  /** Runs `transaction`, in which only one connection may be asked for. */
  readonly within: <T>(transaction: () => Promise<T>) => Promise<T>;
}

export function guardAgainstNesting(): NestingGuard {
  const current = new AsyncLocalStorage<{ connections: number }>();

  const acquire = async (driver: Driver): Promise<DatabaseConnection> => {
    const held = current.getStore();
    if (held === undefined) return driver.acquireConnection();
    if (held.connections > 0) throw new Error('Within a transaction, use the queries it gives: this one asked the database for another connection.');
    held.connections += 1;
    return driver.acquireConnection();
  };

  const release = async (driver: Driver, connection: DatabaseConnection): Promise<void> => {
    const held = current.getStore();
    if (held !== undefined) held.connections -= 1;
    await driver.releaseConnection(connection);
  };

  const watchDriver = (driver: Driver): Driver =>
    new Proxy(driver, {
      get: (target, name): unknown => {
        if (name === 'acquireConnection') return () => acquire(target);
        if (name === 'releaseConnection') return (connection: DatabaseConnection) => release(target, connection);
        const member: unknown = Reflect.get(target, name, target);
        return typeof member === 'function' ? (member.bind(target) as unknown) : member;
      },
    });

  return {
    watch: (dialect) => ({
      createDriver: () => watchDriver(dialect.createDriver()),
      createQueryCompiler: () => dialect.createQueryCompiler(),
      createAdapter: () => dialect.createAdapter(),
      createIntrospector: (database) => dialect.createIntrospector(database),
    }),
    within: (transaction) => current.run({ connections: 0 }, transaction),
  };
}
