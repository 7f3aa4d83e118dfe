import { AsyncLocalStorage } from "node:async_hooks";
import type { FastifyInstance } from "fastify";

type Context = { readonly requestId: string };

const current = new AsyncLocalStorage<Context>();

/** Runs what follows from a request, a socket's event or a job under its id: the log names it, and so do jobs set meanwhile. */
export function underRequest<Value>(requestId: string, run: () => Value): Value {
  return current.run({ requestId }, run);
}

/** The id of the request that is being answered; undefined for what the house does by itself. */
export function currentRequestId(): string | undefined {
  return current.getStore()?.requestId;
}

/** Every answer names its request, so that whoever complains can say which; handlers run under that id. */
export function nameRequests(app: FastifyInstance): void {
  app.addHook("onRequest", async (request, reply) => {
    void reply.header("x-request-id", request.id);
  });
  // After the body was read: what reads it belongs to the connection, and would lead out of the context again.
  app.addHook("preHandler", (request, _reply, done) => {
    underRequest(request.id, done);
  });
}
